/**
 * Runs asynchronous actions one after the other, in the order of the calls. An action that throws
 * fails alone: the next one still runs.
 */
export function createQueue(): <Value>(action: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (action) => {
    const next = last.then(action, action)
    last = next
    return next
  }
}
