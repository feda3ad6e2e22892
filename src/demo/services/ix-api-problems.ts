import { json, type Reply } from '../service.ts'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { RefusedFields } from '../django-fields.ts'

/** IX-API sends problem documents (RFC 9457) as `application/json`. */
export const problemType = (name: string) => `https://errors.ix-api.net/v2/${name}.html`

export const authenticationError = (detail: string): Reply =>
  json(401, {
    type: problemType('authentication-error'),
    title: 'Authentication Credentials Invalid',
    status: 401,
    detail,
  })

/** A problem document without the optional `status`. */
export const signatureExpired = (): Reply =>
  json(401, {
    type: problemType('signature-expired'),
    title: 'Token Signature Expired',
    detail: 'The refresh token has expired.',
    instance: `urn:uuid:${randomUUID()}`,
  })

export const notAuthenticated = (): Reply =>
  json(401, {
    type: problemType('not-authenticated'),
    title: 'Authentication Credentials Were Not Provided',
  })

export const validationError = (properties: { name: string; reason: unknown }[]): Reply =>
  json(400, {
    type: problemType('validation-error'),
    title: 'Some fields did not validate.',
    properties,
  })

/** RFC 9457 §4.2.1: with `about:blank` the title is the name of the status. */
export const refuse = (status: number, detail: string): Reply =>
  json(status, { type: 'about:blank', title: STATUS_CODES[status] ?? 'Unknown', status, detail })

export const fieldsRefused = (fields: RefusedFields): Reply =>
  fields.state === 'unreadable'
    ? refuse(fields.status, fields.reason)
    : validationError(Object.entries(fields.messages).map(([name, [reason]]) => ({ name, reason })))
