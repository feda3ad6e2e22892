import { hasMember, stringOf } from '../json/access.ts'
import { quote } from '../words/sentence.ts'
import { defineFinding, nothing, ofHeaders } from './define.ts'
import { placeOf } from './token-object.ts'

/** How `typ` is written. `mistaken-kind` judges its meaning. */
export const typ = [
  defineFinding({
    id: 'typ-missing',
    severity: 'note',
    why: 'An explicit type keeps one kind of token from being mistaken for another.',
    reference: '8725bis §3.11',
    reading: ({ headers: [header], isJwt, type }) => {
      if (!header || !isJwt || type !== null) return nothing
      return hasMember(header.object, 'typ')
        ? [{ text: 'typ is not a string', place: placeOf(header, 'typ') }]
        : [{ text: 'No typ in the header', place: placeOf(header) }]
    },
  }),
  defineFinding({
    id: 'typ-application-prefix',
    severity: 'note',
    why: 'The prefix is omitted by convention. A strict comparison rejects it.',
    reference: '8725bis §3.11',
    reading: ofHeaders((header) => {
      const written = stringOf(header.object, 'typ')
      if (written === null || !/^application\//i.test(written)) return nothing
      const text = `typ is ${quote(written)}, with the prefix application/`
      return [{ text, place: placeOf(header, 'typ') }]
    }),
  }),
]
