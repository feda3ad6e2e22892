import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface DownloadLimits {
  /** Limit for the start of the response: a closed network often gives neither response nor error. */
  responseMs: number
  /** Limit for a pause in the data. The download as a whole has no limit. */
  stallMs: number
  progressEveryMs: number
}

const usualLimits: DownloadLimits = { responseMs: 3000, stallMs: 20_000, progressEveryMs: 2000 }

/**
 * Downloads a file, and reports its progress every few seconds.
 *
 * @throws Error if there is no response, its status is not 2xx, or the data stops
 */
export async function download(
  url: string,
  target: string,
  limits: DownloadLimits = usualLimits,
  say: (line: string) => void = console.log,
): Promise<void> {
  const controller = new AbortController()
  const stopAfter = (ms: number, reason: string) =>
    setTimeout(() => controller.abort(new Error(reason)), ms)
  const { host } = new URL(url)
  let timer = stopAfter(
    limits.responseMs,
    `${host} did not respond within ${limits.responseMs / 1000} s`,
  )
  try {
    const { body, headers, ok, status } = await fetch(url, { signal: controller.signal })
    if (!ok || body === null) throw new Error(`${host} responded with status ${status}`)
    const total = Number(headers.get('content-length') ?? 0)
    let received = 0
    let saidAt = Date.now()
    await mkdir(dirname(target), { recursive: true })
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          clearTimeout(timer)
          timer = stopAfter(limits.stallMs, `nothing arrived for ${limits.stallMs / 1000} s`)
          received += chunk.byteLength
          if (Date.now() - saidAt >= limits.progressEveryMs) {
            saidAt = Date.now()
            say(progressText(received, total))
          }
          yield chunk
        }
      },
      createWriteStream(target),
      { signal: controller.signal },
    )
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

function progressText(received: number, total: number): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  if (total === 0) return `  ${megabytes(received)}`
  return `  ${megabytes(received)} of ${megabytes(total)} (${Math.floor((received / total) * 100)} %)`
}
