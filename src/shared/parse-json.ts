/** The text's JSON value; undefined where it is no JSON (JSON itself never means undefined). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
