import { claimRows, headerRows, type JsonObject, registry } from '../../../inspector/index.ts'
import { useSession } from '../../state/session.ts'
import { firstFrame } from '../parts/first-frame.svelte.ts'
import { type ClaimLine, find, unfold } from './claim-lines.ts'

interface Given {
  readonly object: JsonObject
  readonly table: 'claims' | 'header'
  /** In lower case; empty where nothing is searched for. */
  readonly query: string
}

/** Which rows of a claims table are in the document. */
export interface ShownLines {
  readonly lines: readonly ClaimLine[]
  /** So many more there are, which nobody has to wait for. */
  readonly left: number
  /** The first frame is over: rows have what can be pressed. */
  readonly whole: boolean
  showMore: () => void
  toggle: (key: string) => void
}

/** So many are in the first frame. */
const first = 4
/** So many follow behind it; those below are laid out once they are in sight. */
export const second = 40
/** So many follow at once, on their own while nothing waits, up to the most. */
const step = 200
const most = 1000

/** Of a long table, the first rows first, then more on their own, and the rest on request. */
export function shownLines(given: () => Given): ShownLines {
  const { clock } = useSession()
  const frame = firstFrame()
  let asked = $state.raw(second)
  /** The rows that are unfolded, by their keys. */
  let open = $state.raw<readonly string[]>([])
  const limit = $derived(frame.over ? asked : first)
  const searching = $derived(given().query !== '')
  const rowsOf = $derived(given().table === 'claims' ? claimRows : headerRows)
  /** All of them, painted or not, once for all that is typed. */
  const all = $derived(searching ? rowsOf(given().object, registry) : [])
  const found = $derived(searching ? find(all, given().query) : [])
  const left = $derived((searching ? found.length : given().object.members.length) - limit)
  const lines = $derived(
    searching
      ? found.slice(0, limit)
      : unfold(rowsOf(given().object, registry, { from: 0, to: limit }), (key) =>
          open.includes(key),
        ),
  )
  $effect(() => {
    if (frame.over && left > 0 && limit < most) {
      return clock.alarm(Date.now() + 30, () => (asked += step))
    }
  })
  return {
    get lines() {
      return lines
    },
    get left() {
      return left
    },
    get whole() {
      return frame.over
    },
    showMore: () => (asked += most),
    toggle(key) {
      open = open.includes(key) ? open.filter((each) => each !== key) : [...open, key]
    },
  }
}
