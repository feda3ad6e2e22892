import type { Failure } from './result.ts'
import { z } from 'zod'
import { slots } from '../inspector/index.ts'
import { isConnectionName } from './connection.ts'

/**
 * A provider template: data that describes how one kind of token service is called. A new service
 * needs only a template; no code knows a service by name.
 */

/** JSON Pointer (RFC 6901): `/data/refresh_token`; the empty text is the whole document. */
const jsonPointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, 'must be a JSON Pointer (RFC 6901)')

export const slot = z.enum(slots)

/** Where a value in a request comes from. */
const valueSource = z.union([
  z.strictObject({ literal: z.string() }),
  /** A field of the provider, by name. A blank optional field is left out of the request. */
  z.strictObject({ field: z.string() }),
  z.strictObject({ token: slot }),
])

const field = z.strictObject({
  /** The service's own name for it; unique within the template. */
  name: z
    .string()
    .min(1)
    .refine((name) => !isConnectionName(name), 'is a reserved name'),
  label: z.string().min(1),
  /** Where the user finds its value. */
  help: z.string().optional(),
  /** Secret fields are stored only encrypted. */
  secret: z.boolean(),
  required: z.boolean(),
  placeholder: z.string().optional(),
  /** Usual length in characters: a hint in the form, not a limit. */
  usualLength: z.int().positive().optional(),
  /** Other names of it in pasted snippets, compared without case. */
  aliases: z.array(z.string()).optional(),
})

/**
 * How a response writes an expiry: in seconds from its arrival, or as a point in time. Numbers may
 * be sent as strings.
 */
const expiryKind = z.enum(['seconds-from-now', 'epoch-seconds', 'epoch-ms', 'iso-8601'])

const tokenPlace = z.strictObject({
  /** Tried in order. The first that holds a non-empty string is the token. */
  at: z.array(jsonPointer).min(1),
  /** A response without it fails as `wrong-shape`. */
  required: z.boolean(),
  /** If absent, only the token's own `exp` tells its expiry. */
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
  /** RFC 7617. For OAuth clients each half is form-encoded first (RFC 6749 §2.3.1). */
  z.strictObject({
    scheme: z.literal('basic'),
    username: valueSource,
    password: valueSource,
    formEncoded: z.boolean().optional(),
  }),
])

const errorPlaces = z.strictObject({
  /** Each list is tried in order. The value may be a string, a number or an array of strings. */
  title: z.array(jsonPointer),
  detail: z.array(jsonPointer),
  code: z.array(jsonPointer),
  requestId: z.array(jsonPointer),
  /** How the service reports errors of single fields. Styles are tried in order. */
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

/** Names of rate-limit headers, compared without case. Standard headers are read as well. */
const rateLimitHeaders = z.strictObject({
  limit: z.string(),
  remaining: z.string(),
  /** Holds the seconds left until the limit is reset. */
  reset: z.string(),
})

const operation = z.strictObject({
  /** `obtain` and `refresh` have a meaning to the app; others are only shown by their label. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  help: z.string().optional(),
  method: z.enum(['GET', 'POST', 'PUT']),
  /** Appended to the base URL unchanged, with its trailing slash if it has one. */
  path: z.string().startsWith('/'),
  query: z.record(z.string(), valueSource).optional(),
  headers: z.record(z.string(), valueSource).optional(),
  authorization: authorization.optional(),
  body: requestBody,
  /** Accepted statuses: a list, or any 2xx. */
  accept: z.union([z.literal('2xx'), z.array(z.int().min(200).max(299)).min(1)]),
  /** If given, an accepted status is a success only if this holds (Banyan: `/error_code` is 0). */
  success: z
    .strictObject({ at: jsonPointer, equals: z.union([z.string(), z.number(), z.boolean()]) })
    .optional(),
  tokens: z.partialRecord(slot, tokenPlace),
  /** Whether the call replaces the refresh token that it sends. */
  rotation: z.enum(['never', 'always', 'if-present']),
  errors: errorPlaces,
  /** What the user can do after a response with one of these statuses. */
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
    /** Absent if every customer has a host of their own. */
    default: z.string().optional(),
    placeholder: z.string().optional(),
    help: z.string().optional(),
  }),
  fields: z.array(field),
  operations: z.array(operation).min(1),
  rateLimitHeaders: rateLimitHeaders.optional(),
  /** Claims that this service's tokens never have, so that they raise no findings. */
  lacks: z.partialRecord(slot, z.array(z.string())),
})

export type Field = z.infer<typeof field>
export type ValueSource = z.infer<typeof valueSource>
export type Operation = z.infer<typeof operation>
export type ProviderTemplate = z.infer<typeof providerTemplate>

/** A file among the templates that is none. It stays as it is, and its service cannot be chosen. */
export interface BrokenTemplate {
  file: string
  failure: Failure
}
