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
    ['{#if a}<p>First</p>{:else}Second{/if}', ['First', 'Second']],
  ])('%s', (source, texts) => {
    expect(textsOfComponent(source).sort()).toEqual(texts.sort())
  })
})
