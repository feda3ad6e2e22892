import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { textsOfComponent } from './component-texts.ts'
import { listTexts } from './list-texts.ts'
import { textsOfScript } from './script-texts.ts'

/** `src/texts.txt` is for reading: the language of the whole app, and each change of it as a diff. */
describe('the texts that the window and the command line can show', () => {
  const texts = listTexts()

  it('are those of src/texts.txt, which `npx vitest run scripts/texts -u` rewrites', async () => {
    const list = Array.from(texts, ([path, ofFile]) => [path, ...ofFile.map((one) => `  ${one}`)])
    await expect(`${list.map((lines) => lines.join('\n')).join('\n\n')}\n`).toMatchFileSnapshot(
      fileURLToPath(new URL('../../src/texts.txt', import.meta.url)),
    )
  })
})

/** What shared language rules out: how a sentence begins, and words from another language or for another act. */
const unclear = [
  /(^|[.!?] )(It|There (is|are)|Whoever|What is|That) /,
  /\b(whoever|anew|afresh|taken off|on board|speaks? against|nobody (said|here)|still to come)\b/i,
  /\b(stands? (for|beside|in|there|more)|good for|vouches|withdrawn|please)\b|!$/i,
  /\b(is|are|was) no\b(?! longer)|\bwho does not\b|\b(is gone|the answer|answers|unfold|renew)\b/i,
  /\binternal\b/,
]

/** Folders that are still to be worded, and replies in the words of the services they imitate. */
const exempt = /demo\/services\//

it('begins no text in a roundabout way and uses no word that is ruled out', () => {
  const found = Array.from(listTexts()).flatMap(([path, texts]) =>
    exempt.test(path) ? [] : texts.filter((text) => unclear.some((each) => each.test(text))),
  )
  expect(found).toEqual([])
})

describe('texts of a script', () => {
  it.each<[string, string[]]>([
    ["say('Token saved')", ['Token saved']],
    ["const word = 'Expired'", ['Expired']],
    ['`Wait ${time}, then try again.`', ['Wait {…}, then try again.']],
    ["'The file is ' + size + ' too large'", ['The file is {…} too large']],
    ["`for ${known ? 'a service' : ''}`", ['for {…}', 'a service']],
    ["import 'Some file'; type Word = 'Some word'", []],
    ["if (kind === 'Some word') add({ 'Some name': 1 })", []],
    ["'expired'; `${a} ${b}`", []],
  ])('%s', (source, texts) => {
    expect(textsOfScript(source)).toEqual(texts)
  })
})

describe('texts of a component', () => {
  it.each<[string, string[]]>([
    ['<p>Click <b>Obtain</b> to get\n a token.</p>', ['Click Obtain to get a token.']],
    ['<p>of {count}</p>', ['of {…}']],
    [
      '<p title="The reason" class="small muted">{x ? "Not saved" : ""}</p>',
      ['The reason', 'Not saved'],
    ],
    ['<Banner tone="bad" title="The file {name} is gone" />', ['The file {…} is gone']],
    ["{#snippet act(label)}{label}{/snippet}{@render act('Reset vault')}", ['Reset vault']],
    ['{#if a}<p>First</p>{:else}Second{/if}', ['First', 'Second']],
  ])('%s', (source, texts) => {
    expect(textsOfComponent(source).sort()).toEqual(texts.sort())
  })
})
