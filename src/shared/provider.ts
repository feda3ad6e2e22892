import { z } from 'zod'
import type { ProviderKeySource } from './verification-request.ts'

export const providerKeySource: z.ZodType<ProviderKeySource> = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('pasted'), text: z.string().min(1).max(200_000) }),
  z.strictObject({ from: z.literal('jwks-url'), url: z.string().min(1).max(2000) }),
  z.strictObject({ from: z.literal('issuer'), issuer: z.string().min(1).max(2000) }),
])

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
})

export type Provider = z.infer<typeof provider>

/** Sent by the form. When a provider is edited, secrets that are left out stay unchanged. */
export const providerDraft = provider
  .pick({ name: true, environment: true, baseUrl: true, template: true, fields: true })
  .extend({ secrets: z.record(z.string(), z.string()) })

export type ProviderDraft = z.infer<typeof providerDraft>

/** The symbolic base URL of the demo services, whose port changes with each start. */
export const demoBaseUrl = 'demo:'
