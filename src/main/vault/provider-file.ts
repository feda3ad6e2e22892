import { z } from 'zod'
import { provider } from '../../shared/provider.ts'
import { damaged, readStored, type Stored } from './read-stored.ts'

/**
 * One provider's file: settings in clear, secrets and tokens as one JWE. Everything about a
 * provider is in it, so a refresh writes one small file and one damaged file costs one provider.
 */

const format = 1

/** In clear: a request that replaces the refresh token was sent, and no answer is stored yet. */
const sentRequest = z.strictObject({
  operation: z.string().min(1),
  sentAtMs: z.int().nonnegative(),
})

const fileOnDisk = z.strictObject({
  format: z.literal(format),
  provider,
  interrupted: sentRequest.nullable(),
  secrets: z.discriminatedUnion('kept', [
    z.strictObject({ kept: z.literal('sealed'), jwe: z.string() }),
    z.strictObject({ kept: z.literal('memory') }),
  ]),
})

export type SentRequest = z.infer<typeof sentRequest>

/**
 * Where the sealed record is: in the file, or in memory only, where it is gone (`null`) after a
 * lock or a restart. Serialising drops what is in memory only.
 */
export type KeptSecrets = { kept: 'sealed'; jwe: string } | { kept: 'memory'; jwe: string | null }

export interface ProviderFile {
  provider: z.infer<typeof provider>
  interrupted: SentRequest | null
  secrets: KeptSecrets
}

/**
 * Ids become file names, so only UUIDs in lower case pass: no path, and no two ids that are one
 * file where names are compared without case.
 */
export const isProviderId = (id: string): boolean =>
  z.uuid().safeParse(id).success && id === id.toLowerCase()

/** The text to store. Holds a secret only inside the JWE. */
export function providerFileText({ provider, interrupted, secrets }: ProviderFile): string {
  const kept: z.infer<typeof fileOnDisk>['secrets'] =
    secrets.kept === 'sealed' ? secrets : { kept: 'memory' }
  const file: z.infer<typeof fileOnDisk> = { format, provider, interrupted, secrets: kept }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Reads the file of one provider. A file that names another provider than its own is damaged. */
export async function readProviderFile(path: string, id: string): Promise<Stored<ProviderFile>> {
  const stored = await readStored(path, format)
  if (stored.state !== 'read') return stored
  const file = fileOnDisk.safeParse(stored.value)
  const name = `${id}.json`
  if (!file.success) return damaged(name, 'Its content is not what it must be.')
  const { provider, interrupted, secrets } = file.data
  if (provider.id !== id) return damaged(name, 'It belongs to another provider.')
  return {
    state: 'read',
    value: {
      provider,
      interrupted,
      secrets: secrets.kept === 'sealed' ? secrets : { kept: 'memory', jwe: null },
    },
  }
}
