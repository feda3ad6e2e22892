import type { Inspection } from '../../inspector/index.ts'
import type { KeySource } from '../../shared/verification-request.ts'
import type { KeyConnections } from './fetch-document.ts'
import { directSource, type ProviderKeys } from './key-source.ts'
import { type LoadedKeys, loadKeys } from './load-keys.ts'
import type { RuntimeSupport } from './runtime-support.ts'
import { namesIn, type TokenInput } from './token-input.ts'

/** What verifying and decrypting need of the app around them. */
export interface VerifyTools {
  connections: KeyConnections
  /** Made once: see `createRuntimeSupport`. */
  supports: RuntimeSupport
  /** A provider by id; null where there is none. */
  provider: (id: string) => Promise<ProviderKeys | null>
}

/** Brings the keys of a source for one token, or says what must be agreed to first. */
export async function bringKeys(
  source: KeySource,
  agreed: readonly string[],
  { trustedOrigins }: TokenInput,
  reading: Inspection,
  tools: VerifyTools,
): Promise<LoadedKeys> {
  const provider = source.from === 'provider' ? await tools.provider(source.id) : null
  const direct = directSource(source, provider, trustedOrigins)
  if ('kind' in direct) return { state: 'failed', failure: direct }
  return loadKeys(direct, namesIn(reading), new Set(agreed), tools.connections)
}
