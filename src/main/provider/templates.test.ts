import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { failureOf, template, templatesFolder, valueOf } from './provider.fixture.ts'
import { loadTemplates, readTemplate } from './templates.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const gocardless = template('gocardless-bank-account-data')

/** The GoCardless template, changed and under another name. */
const changed = (change: object) => JSON.stringify({ ...gocardless, id: 'mine', ...change })

describe('loadTemplates', () => {
  it('finds every service in the folder of the product', () => {
    const ids = valueOf(loadTemplates(templatesFolder)).templates.map(({ id }) => id)
    const files = readdirSync(templatesFolder).map((file) => file.replace(/\.json$/, ''))
    expect(ids.toSorted()).toEqual(files.toSorted())
    expect(ids).toContain('gocardless-bank-account-data')
  })

  it('takes a new service by its file alone, and looks at JSON files only', () => {
    const folder = folderWith({ 'mine.json': changed({}), 'notes.txt': 'no template' })
    expect(valueOf(loadTemplates(folder)).templates.map(({ id }) => id)).toEqual(['mine'])
  })

  it.each([
    ['a folder that is not there', join(tmpdir(), 'no-such-folder-of-templates')],
    ['an empty folder', folderWith({})],
  ])('fails on %s', (_, folder) => {
    expect(failureOf(loadTemplates(folder)).kind).toBe('internal')
  })

  it('names the file that is no template', () => {
    const failure = failureOf(loadTemplates(folderWith({ 'mine.json': '{' })))
    expect(failure.title).toBe('mine.json is not a provider template')
  })

  it.each([
    ['is cut off', '{', 'broken.json is not a provider template'],
    ['has an unknown member', changed({ color: 'red' }), 'broken.json is not a provider template'],
    ['is a folder', null, 'broken.json cannot be read'],
  ])('skips a file that %s and says what is wrong with it', (_, content, title) => {
    const folder = folderWith({ 'mine.json': changed({}) })
    if (content === null) mkdirSync(join(folder, 'broken.json'))
    else writeFileSync(join(folder, 'broken.json'), content)
    const { templates, broken } = valueOf(loadTemplates(folder))
    expect(templates.map(({ id }) => id)).toEqual(['mine'])
    expect(broken).toMatchObject([{ file: 'broken.json', failure: { title } }])
    expect(broken[0]?.failure.detail).not.toBe('')
  })
})

describe('readTemplate', () => {
  it.each([
    ['another id than its file', changed({ id: 'other' }), 'Its id is other.'],
    ['an unknown member', changed({ color: 'red' }), 'color'],
    [
      'two fields of one name',
      changed({ fields: [...gocardless.fields, ...gocardless.fields] }),
      'secret_id occurs twice.',
    ],
    [
      'a field with the name of a connection secret',
      changed({ fields: [{ ...gocardless.fields[0], name: 'connection:client-key' }] }),
      'is a reserved name',
    ],
    [
      'two operations of one id',
      changed({ operations: [...gocardless.operations, ...gocardless.operations] }),
      'obtain occurs twice.',
    ],
    ['a field that it does not have', changed({ fields: [] }), 'obtain uses the field secret_id'],
    [
      'a default base URL in plain http',
      changed({ baseUrl: { default: 'http://host.example' } }),
      'The default base URL cannot be used.',
    ],
  ])('refuses %s', (_, text, detail) => {
    expect(failureOf(readTemplate('mine.json', text)).detail).toContain(detail)
  })
})

describe('the templates of the product', () => {
  it('keep every key, secret and password in the vault', () => {
    const open = valueOf(loadTemplates(templatesFolder)).templates.flatMap(({ fields }) =>
      fields.filter(({ secret }) => !secret).map(({ name }) => name),
    )
    for (const name of open) expect(name).not.toMatch(/key|secret|password|token|credential/)
  })

  it('call Nordigen as they call GoCardless, which it is', () => {
    const { operations, lacks, rateLimitHeaders } = template('nordigen')
    expect({ operations, lacks, rateLimitHeaders }).toEqual({
      operations: gocardless.operations,
      lacks: gocardless.lacks,
      rateLimitHeaders: gocardless.rateLimitHeaders,
    })
  })
})
