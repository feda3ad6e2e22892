import { z } from 'zod'
import { provider } from '../../shared/provider.ts'
import { tokenSet } from '../../shared/token.ts'
import type { FileKind, SealedFile } from './sealed-file.ts'
import type { ProviderPlace } from './secret-record.ts'

/** `providers/<id>.json`: settings in clear, secrets and tokens sealed. */

/** In clear: a request that replaces the refresh token was sent, and no answer is stored yet. */
const sentRequest = z.strictObject({
  operation: z.string().min(1),
  sentAtMs: z.int().nonnegative(),
})

const settings = z.strictObject({ provider, interrupted: sentRequest.nullable() })

/** All that is secret about one provider. Lives in main only. */
const providerSecrets = z.strictObject({
  /** Values of the secret fields, by field name. */
  secrets: z.record(z.string(), z.string()),
  tokens: tokenSet,
})

export type SentRequest = z.infer<typeof sentRequest>
export type ProviderSettings = z.infer<typeof settings>
export type ProviderSecrets = z.infer<typeof providerSecrets>
export type ProviderFile = SealedFile<ProviderSettings>

export const placeOf = ({ id, environment, baseUrl }: ProviderPlace): ProviderPlace => {
  return { id, environment, baseUrl }
}

export const providerFiles: FileKind<ProviderSettings, ProviderSecrets> = {
  words: {
    one: 'provider',
    place: 'provider, environment or base URL',
    unreadable: 'The secrets of this provider cannot be read',
    gone: 'The secrets of this provider are gone',
    unsaved: 'The new tokens are in memory only',
    again: 'Enter the secrets again.',
  },
  clear: settings,
  content: providerSecrets,
  place: ({ provider }) => placeOf(provider),
  /** Far above what an answer of 1 MiB can grow to. */
  mostBytes: 16 * 1024 * 1024,
}
