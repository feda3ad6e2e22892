/** An HTTP request to be written as a command. */
interface CurlRequest {
  /** `GET` if left out. */
  method?: string
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string
}

/** The request as one line for POSIX shells. */
export function curlCommand({ method = 'GET', url, headers = {}, body }: CurlRequest): string {
  const methodOption =
    method === 'HEAD' ? ['--head'] : method === 'GET' ? [] : ['--request', method]
  const headerOptions = Object.entries(headers).flatMap(([name, value]) => [
    '--header',
    shellQuoted(`${name}: ${value}`),
  ])
  const bodyOption = body === undefined ? [] : ['--data-raw', shellQuoted(body)]
  return ['curl', ...methodOption, ...headerOptions, ...bodyOption, shellQuoted(url)].join(' ')
}

/** Inside single quotes, only the single quote itself is special (POSIX shell, §2.2.2). */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
