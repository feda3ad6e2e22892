import { z } from 'zod'
import type { Connection } from './connection.ts'
import type { ProviderKeySource } from './verification-request.ts'

export const providerKeySource: z.ZodType<ProviderKeySource> = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('pasted'), text: z.string().min(1).max(200_000) }),
  z.strictObject({ from: z.literal('jwks-url'), url: z.string().min(1).max(2000) }),
  z.strictObject({ from: z.literal('issuer'), issuer: z.string().min(1).max(2000) }),
])

const connection: z.ZodType<Connection> = z.strictObject({
  proxy: z.discriminatedUnion('use', [
    z.strictObject({ use: z.enum(['system', 'none']) }),
    z.strictObject({ use: z.literal('manual'), url: z.string().max(2000) }),
  ]),
  authorities: z.string().max(200_000),
  clientCertificate: z.string().max(200_000),
  insecure: z.boolean(),
})

/** One configured service, without its secrets. Stored in clear in the provider's file. */
export const provider = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  /** A label such as `sandbox` or `production`; part of the provider's identity. */
  environment: z.string().trim().max(60),
  /** `demo:` stands for the demo service of this installation. */
  baseUrl: z.string().min(1).max(2000),
  template: z.string().min(1),
  /** Values of the fields that are not secret, by their name. */
  fields: z.record(z.string(), z.string()),
  createdAtMs: z.int().nonnegative(),
  /** Finding ids that the user muted for this provider. */
  mutedFindings: z.array(z.string()).default([]),
  /** If set, each new token is verified. The user has agreed to fetch from it. */
  keySource: providerKeySource.nullable().default(null),
  /** Absent if it is `defaultConnection`. */
  connection: connection.exactOptional(),
})

export type Provider = z.infer<typeof provider>

/**
 * Sent by the form. When a provider is edited, secrets that are left out stay unchanged, and so does
 * the connection.
 */
export const providerDraft = provider
  .pick({
    name: true,
    environment: true,
    baseUrl: true,
    template: true,
    fields: true,
    connection: true,
  })
  .extend({ secrets: z.record(z.string(), z.string()) })

export type ProviderDraft = z.infer<typeof providerDraft>

/** The symbolic base URL of the demo services, whose port changes with each start. */
export const demoBaseUrl = 'demo:'
