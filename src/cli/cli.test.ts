import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { compact, hs256, nowSeconds } from '../inspector/token.fixture.ts'

const cli = join(import.meta.dirname, 'cli.ts')

/** Runs the command to its end; without input, standard input is closed at once. */
async function run(args: string[], input = '') {
  const child = spawn(process.execPath, [cli, ...args])
  child.stdin.end(input)
  const [output, errors] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { code: child.exitCode, output, errors }
}

const claims = { iss: 'https://issuer.example', sub: 'a', aud: 'b', exp: nowSeconds }
const token = compact(hs256, claims)
const at = (seconds: number) => ['--at', String(seconds)]

describe('the inspect command', () => {
  it.each([
    ['a token on standard input', at(nowSeconds - 1), token, 0],
    ['one in two arguments, in the second of its end', [...at(nowSeconds), 'Bearer', token], '', 1],
    ['an expired token by the clock of this machine', [], token, 1],
  ])('reads %s', async (_, args, input, code) => {
    const ended = await run(args, input)
    expect(ended).toMatchObject({ code, errors: '' })
    expect(ended.output).toContain('Signed JWT')
    expect(ended.output).not.toContain('\u001b')
  })

  it.each([
    ['nothing', [], '', 'Nothing to read.'],
    ['an empty argument', [''], token, 'Nothing to read.'],
    ['unknown option', ['--tokn', token], '', 'unknown option'],
  ])('ends with 2 for %s', async (_, args, input, reason) => {
    const ended = await run(args, input)
    expect(ended).toMatchObject({ code: 2, output: '' })
    expect(ended.errors).toContain(reason)
  })

  it('prints one JSON document', async () => {
    const { code, output } = await run(['--json', ...at(nowSeconds)], token)
    expect(code).toBe(1)
    expect(JSON.parse(output)).toMatchObject({ kind: 'jws', findings: [{ id: 'expired' }] })
  })

  it('prints a JSON document even where there is nothing', async () => {
    const { code, output } = await run(['--json'])
    expect(code).toBe(2)
    expect(JSON.parse(output)).toMatchObject({ kind: 'nothing' })
  })

  it('shows all of a long output to the end', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`name${at}`, at]))
    const { output } = await run([], compact(hs256, many))
    expect(output).toContain('name9999')
    expect(output).toMatch(/\n$/)
  })

  it('ends quietly when nobody reads on', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`name${at}`, at]))
    const child = spawn(process.execPath, [cli])
    const errors = text(child.stderr)
    child.stdin.end(compact(hs256, many))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    await once(child, 'exit')
    expect(await errors).toBe('')
  })

  it('names standard input first in its help', async () => {
    const { code, output } = await run(['--help'])
    expect(code).toBe(0)
    expect(output.indexOf('standard input')).toBeLessThan(output.indexOf('<token>'))
  })
})
