import { expect, it } from 'vitest'
import { sentence } from './failure-words.ts'

it.each([
  ['The disk is full', 'The disk is full.'],
  ['The disk is full.', 'The disk is full.'],
  ['Really?', 'Really?'],
])('makes %j the sentence %j', (text, result) => expect(sentence(text)).toBe(result))
