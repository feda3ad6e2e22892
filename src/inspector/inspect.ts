import type { InspectionContext } from './read/context.ts'
import { judge } from './findings/index.ts'
import { judgedToken } from './findings/judged-token.ts'
import type { Finding } from './read/finding.ts'
import type { Inspection, Reading } from './read/inspection.ts'
import { findTokens } from './paste/find-tokens.ts'
import type { FoundToken } from './looks/found-token.ts'
import type { Lifetime } from './lifetime/lifetime.ts'
import { lifetimeOf } from './lifetime/read-lifetime.ts'
import { nothingRead, readToken } from './read/read-token.ts'
import type { Work } from './encoding/work.ts'

/** Limit for tokens inside tokens. No real token is nested this deep. */
const deepestInside = 8

/**
 * Reads and judges the first token in a text. If the context names a slot or surroundings, the
 * whole text is the token. Does not verify anything, makes no request, never throws. Work is linear
 * in the text.
 *
 * @example
 *     const { claims, findings } = inspect(pasted, { nowSeconds: Date.now() / 1000 })
 */
export function inspect(
  text: string,
  context: InspectionContext,
  work: Work = { steps: 0 },
): Inspection {
  const token = firstToken(text, context, work)
  return token === null ? inspectNothing(text, context, work) : inspectToken(token, context, work)
}

/** The token that `inspect` reads; null if there is none. */
export function firstToken(
  text: string,
  context: InspectionContext,
  work: Work,
): FoundToken | null {
  // Not trimmed: white space around it was signed or encrypted too.
  if (context.inside !== undefined) return asItIs(text)
  const isToken = context.slot !== undefined || context.foundIn !== undefined
  return isToken ? asItIs(text.trim()) : (findTokens(text, work)[0] ?? null)
}

/** Reads and judges one of the tokens that `findTokens` found. */
export const inspectToken = (
  token: FoundToken,
  context: InspectionContext,
  work: Work = { steps: 0 },
): Inspection => inspectAt(token, context, work, 0, judgeReading)

/**
 * The lifetime that `inspect` finds, for lists and countdowns: judges nothing, which takes most of an
 * inspection's time. Never throws; work is linear in the text.
 *
 * @returns times in epoch seconds (RFC 7519 §4.1.4 to §4.1.6); an unknown expiry if nothing tells it
 */
export function readLifetime(
  text: string,
  context: Omit<InspectionContext, 'nowSeconds'>,
): Lifetime {
  const work = { steps: 0 }
  const timeless = { ...context, nowSeconds: 0 }
  const token = firstToken(text, timeless, work)
  if (token === null) return lifetimeOf(null, timeless)
  return inspectAt(token, timeless, work, 0, () => []).lifetime
}

const asItIs = (text: string): FoundToken => ({
  text,
  foundIn: 'bare',
  stripped: [],
  name: null,
  slot: null,
})

function inspectNothing(text: string, context: InspectionContext, work: Work): Inspection {
  const problem = text.trim() === '' ? 'Nothing to read.' : 'No token found in this text.'
  const options = { work, context, inspectInside: () => null }
  return judged(nothingRead(asItIs(''), problem, options), context, judgeReading)
}

function inspectAt(
  token: FoundToken,
  context: InspectionContext,
  work: Work,
  depth: number,
  judgeWith: typeof judgeReading,
): Inspection {
  const { foundIn = token.foundIn } = context
  const reading = readToken(
    { ...token, foundIn },
    {
      work,
      context,
      inspectInside: (text, inside) => {
        if (depth >= deepestInside) return null
        const within = contextInside(context, inside)
        const inner = inspectAt(asItIs(text), within, work, depth + 1, judgeWith)
        return inside === 'sd-jwt' || isDecodable(inner) ? inner : null
      },
    },
  )
  return judged(reading, context, judgeWith)
}

/** Other text in a payload is not a nested token. */
const isDecodable = (reading: Reading): boolean => 'payload' in reading

/** The context of a nested token: without what applies only to the text of the outer token. */
function contextInside(
  context: InspectionContext,
  inside: NonNullable<InspectionContext['inside']>,
): InspectionContext {
  const { nowSeconds, skewSeconds, lacks, maskTokens, isSecret } = context
  const slot = inside === 'sd-jwt' ? undefined : context.slot
  return { nowSeconds, inside, skewSeconds, slot, lacks, maskTokens, isSecret }
}

const judgeReading = (
  reading: Reading,
  lifetime: Lifetime,
  context: InspectionContext,
): Finding[] => judge(judgedToken(reading, lifetime, context))

function judged(
  reading: Reading,
  context: InspectionContext,
  judgeWith: typeof judgeReading,
): Inspection {
  const nested = reading.kind === 'jws' || reading.kind === 'jwe' ? reading.nested : null
  const lifetime = lifetimeOf(reading.claims ?? nested?.claims ?? null, context)
  return { ...reading, lifetime, findings: judgeWith(reading, lifetime, context) }
}
