/** What a service has decided to answer, before it is written to the connection. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** A page as a proxy or a web framework sends one where no JSON service answers. */
export const page = (status: number, title: string): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
})

/** An answer without a body. */
export const bare = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: '',
})
