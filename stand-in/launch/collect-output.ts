/** What a process has written so far, as text. */
export function collectOutput(streams: (NodeJS.ReadableStream | null)[]): () => string {
  const chunks: string[] = []
  for (const stream of streams) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => chunks.push(chunk))
  }
  return () => chunks.join('')
}
