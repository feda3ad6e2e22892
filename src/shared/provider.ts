import { z } from 'zod'
import type { Connection } from './connection.ts'
import { longest } from './lengths.ts'
import type { ProviderKeySource } from './verification-request.ts'

export const providerKeySource: z.ZodType<ProviderKeySource> = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('pasted'), text: z.string().min(1).max(longest.value) }),
  z.strictObject({ from: z.literal('jwks-url'), url: z.string().min(1).max(longest.address) }),
  z.strictObject({ from: z.literal('issuer'), issuer: z.string().min(1).max(longest.address) }),
])

const connection: z.ZodType<Connection> = z.strictObject({
  proxy: z.discriminatedUnion('use', [
    z.strictObject({ use: z.enum(['system', 'none']) }),
    z.strictObject({ use: z.literal('manual'), url: z.string().max(longest.address) }),
  ]),
  authorities: z.string().max(longest.value),
  clientCertificate: z.string().max(longest.value),
  insecure: z.boolean(),
})

/** One configured service, without its secrets. Stored in clear in the provider's file. */
export const provider = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(longest.name),
  /** A label such as `sandbox` or `production`; part of the provider's identity. */
  environment: z.string().trim().max(longest.environment),
  /** `demo:` stands for the demo service of this installation. */
  baseUrl: z.string().min(1).max(longest.address),
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

const fieldValues = z.record(z.string(), z.string().max(longest.value))

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
    connection: true,
  })
  .extend({ fields: fieldValues, secrets: fieldValues })

export type ProviderDraft = z.infer<typeof providerDraft>

/** The symbolic base URL of the demo services, whose port changes with each start. */
export const demoBaseUrl = 'demo:'
