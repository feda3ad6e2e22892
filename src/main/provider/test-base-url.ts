import { type Result, ok } from '../../shared/result.ts'
import { checkBaseUrl } from './request/base-url.ts'
import type { HttpRequest } from './build-request.ts'
import type { HttpResponse } from './send.ts'

/**
 * Asks whether anything answers at a base URL. Sends no field and no token; any HTTP status is an
 * answer, since few services have something at the root of their API.
 */
export async function testBaseUrl(
  baseUrl: string,
  send: (request: HttpRequest) => Promise<Result<HttpResponse>>,
  now: () => number,
): Promise<Result<{ status: number; durationMs: number }>> {
  const base = checkBaseUrl(baseUrl)
  if (!base.ok) return base
  const startedAtMs = now()
  const response = await send({
    method: 'GET',
    url: `${base.value}/`,
    headers: { accept: 'application/json', 'user-agent': 'Touchstone' },
    parts: [],
  })
  if (!response.ok) return response
  return ok({ status: response.value.status, durationMs: now() - startedAtMs })
}
