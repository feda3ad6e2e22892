/**
 * Lets asynchronous actions run one after the other, in the order they were asked for. An action
 * that throws fails alone: the next one still has its turn.
 */
export function takeTurns(): <Value>(action: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve()
  return (action) => {
    const turn = last.then(action, action)
    last = turn
    return turn
  }
}
