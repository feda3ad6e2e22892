import { z } from 'zod'
import { slots } from '../inspector/index.ts'

/**
 * A provider template: data that says how one kind of token service is called. Adding a service is
 * adding one of these; nothing else in the app knows a service by name.
 */

/** RFC 6901 JSON Pointer: `/data/refresh_token`; the empty text is the whole document. */
const jsonPointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, 'must be a JSON Pointer (RFC 6901)')

export const slot = z.enum(slots)

/** Where a value in a request comes from. */
const valueSource = z.union([
  z.strictObject({ literal: z.string() }),
  /** A field of the provider, by name. A blank optional field leaves its place out. */
  z.strictObject({ field: z.string() }),
  /** A token that the provider holds. */
  z.strictObject({ token: slot }),
])

const field = z.strictObject({
  /** The service's own name for it; unique within the template. */
  name: z.string().min(1),
  label: z.string().min(1),
  /** Where the user finds it. */
  help: z.string().optional(),
  /** Secret fields live only in the vault. */
  secret: z.boolean(),
  required: z.boolean(),
  placeholder: z.string().optional(),
  /** A usual length in characters: a hint for the form, never a rule. */
  usualLength: z.int().positive().optional(),
  /** Other names under which a pasted snippet may hold it, compared without case. */
  aliases: z.array(z.string()).optional(),
})

/**
 * How an expiry is written: seconds from the answer's arrival, a point in time, or only inside the
 * JWT. Numbers sent as strings are read as numbers.
 */
const expiryKind = z.enum(['seconds-from-now', 'epoch-seconds', 'epoch-ms', 'iso-8601'])

const tokenPlace = z.strictObject({
  /** Tried in order; the first that holds a non-empty string is the token. */
  at: z.array(jsonPointer).min(1),
  /** An accepted answer without it is `wrong-shape`. */
  required: z.boolean(),
  /** Absent: the token's own `exp` is all there is. */
  expiry: z
    .strictObject({
      at: z.array(jsonPointer).min(1),
      kind: expiryKind,
      /** A value that means "does not expire" (Keycloak: 0). */
      never: z.number().optional(),
    })
    .optional(),
})

const requestBody = z.discriminatedUnion('encoding', [
  z.strictObject({ encoding: z.literal('none') }),
  z.strictObject({
    encoding: z.literal('json'),
    entries: z.array(z.strictObject({ at: jsonPointer, value: valueSource })),
    /** Default `application/json`. */
    contentType: z.string().optional(),
  }),
  z.strictObject({
    encoding: z.enum(['form', 'multipart']),
    entries: z.array(z.strictObject({ name: z.string(), value: valueSource })),
  }),
])

const authorization = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('bearer'), token: valueSource }),
  /** RFC 7617; for OAuth clients each half is form-encoded first (RFC 6749 2.3.1). */
  z.strictObject({
    scheme: z.literal('basic'),
    username: valueSource,
    password: valueSource,
    formEncoded: z.boolean().optional(),
  }),
])

const errorPlaces = z.strictObject({
  /** Each list is tried in order; a place may hold a string, a number or an array of strings. */
  title: z.array(jsonPointer),
  detail: z.array(jsonPointer),
  code: z.array(jsonPointer),
  requestId: z.array(jsonPointer),
  /** How a service lists what is wrong with single fields. Styles are tried in order. */
  fields: z.array(
    z.discriminatedUnion('style', [
      /** `{"name": ["message", ...]}`; names in `except` are not fields. */
      z.strictObject({ style: z.literal('map'), at: jsonPointer, except: z.array(z.string()) }),
      /** `[{"name": ..., "reason": ...}]`; a reason may be a string or an object. */
      z.strictObject({
        style: z.literal('list'),
        at: jsonPointer,
        name: jsonPointer,
        reason: jsonPointer,
      }),
    ]),
  ),
})

/** Rate-limit header names, compared without case; standard families are always read too. */
const rateLimitHeaders = z.strictObject({
  limit: z.string(),
  remaining: z.string(),
  /** Seconds left. */
  reset: z.string(),
})

const operation = z.strictObject({
  /** `obtain` and `refresh` have their meaning; others are shown by their label. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  help: z.string().optional(),
  method: z.enum(['GET', 'POST', 'PUT']),
  /** Appended to the base URL as it is: a trailing slash counts. */
  path: z.string().startsWith('/'),
  query: z.record(z.string(), valueSource).optional(),
  headers: z.record(z.string(), valueSource).optional(),
  authorization: authorization.optional(),
  body: requestBody,
  /** Accepted statuses: a list, or any 2xx. */
  accept: z.union([z.literal('2xx'), z.array(z.int().min(200).max(299)).min(1)]),
  /** An accepted status is a success only when this holds (Banyan: `/error_code` is 0). */
  success: z
    .strictObject({ at: jsonPointer, equals: z.union([z.string(), z.number(), z.boolean()]) })
    .optional(),
  tokens: z.partialRecord(slot, tokenPlace),
  /** Whether the refresh token that was sent is replaced by a new one. */
  rotation: z.enum(['never', 'always', 'if-present']),
  errors: errorPlaces,
  /** What the user can do when the service answers with one of these statuses. */
  advice: z
    .array(z.strictObject({ statuses: z.array(z.int()).min(1), text: z.string().min(1) }))
    .optional(),
})

export const providerTemplate = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  /** One sentence: what it is for. */
  description: z.string().min(1),
  documentationUrl: z.url({ protocol: /^https$/ }).optional(),
  baseUrl: z.strictObject({
    /** Absent where every customer has a host of their own. */
    default: z.string().optional(),
    placeholder: z.string().optional(),
    help: z.string().optional(),
  }),
  fields: z.array(field),
  operations: z.array(operation).min(1),
  rateLimitHeaders: rateLimitHeaders.optional(),
  /** Claims that its tokens lack by nature, so that no finding nags about them. */
  lacks: z.partialRecord(slot, z.array(z.string())),
})

export type Field = z.infer<typeof field>
export type ValueSource = z.infer<typeof valueSource>
export type Operation = z.infer<typeof operation>
export type ProviderTemplate = z.infer<typeof providerTemplate>
