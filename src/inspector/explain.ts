import type { Inspection } from './read/inspection.ts'

/** What this kind of token is and what can be done with it; null where its claims say enough. */
export function explain(inspection: Inspection): string | null {
  switch (inspection.kind) {
    case 'opaque': {
      const { characters, alphabet, entropyBits, shape } = inspection
      const size = `${characters} ${characters === 1 ? 'character' : 'characters'} of ${alphabet}`
      return [
        `There is nothing to decode: ${size}, about ${Math.round(entropyBits)} bits.`,
        ...(shape === null ? [] : [shape]),
        'Introspection (RFC 7662) is the way to learn more.',
      ].join(' ')
    }
    case 'known':
      return `From ${inspection.issuer}. There is nothing to decode.`
    case 'malformed':
    case 'nothing':
      return inspection.problem
    case 'jwe': {
      const keys = new Set(inspection.recipients.map(({ opensWith }) => opensWith))
      return inspection.payload.form === 'absent'
        ? `Encrypted: ${[...keys].join(', or ')} would open it.`
        : null
    }
    case 'jws':
      if (inspection.privateTo !== null) {
        return `${inspection.privateTo} made it for itself: nobody else can verify it.`
      }
      return inspection.detached && inspection.payload.form === 'absent'
        ? 'The payload is detached: it stands beside the token, not in it (RFC 7515 appendix F).'
        : null
    case 'paseto':
      return inspection.purpose === 'local'
        ? 'Encrypted: only its shared key opens it.'
        : 'The payload is signed, and nothing of it is verified here.'
    case 'sd-jwt':
      return null
  }
}
