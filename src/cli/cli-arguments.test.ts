import { describe, expect, it } from 'vitest'
import { parseArguments } from './cli-arguments.ts'

const standardInput = { from: 'standard-input', named: false }
const asked = { input: standardInput, atSeconds: null, json: false }

describe('the arguments of inspect', () => {
  it.each([
    [[], asked],
    [['-'], { ...asked, input: { from: 'standard-input', named: true } }],
    [['--json', '-'], { ...asked, input: { from: 'standard-input', named: true }, json: true }],
    [['--at', '1700000000.5'], { ...asked, atSeconds: 1_700_000_000.5 }],
    [['--at=0'], { ...asked, atSeconds: 0 }],
    [['eyJ.a.b'], { ...asked, input: { from: 'arguments', text: 'eyJ.a.b' } }],
    [['Bearer', 'eyJ.a.b'], { ...asked, input: { from: 'arguments', text: 'Bearer eyJ.a.b' } }],
    [['--', '-eyJ.a.b'], { ...asked, input: { from: 'arguments', text: '-eyJ.a.b' } }],
    [[''], { ...asked, input: { from: 'arguments', text: '' } }],
  ])('%j', (args, expected) =>
    expect(parseArguments(args)).toEqual({ run: 'inspect', arguments: expected }),
  )

  it.each([[['--help']], [['-h']], [['--json', '--help', 'eyJ']]])('%j asks for help', (args) =>
    expect(parseArguments(args)).toEqual({ run: 'help' }),
  )

  it.each([
    [['--at', 'tomorrow']],
    [['--at', '-5']],
    [['--at', '']],
    [['--at', '1e400']],
    [['--at']],
    [['--what']],
    [['--json=yes']],
  ])('refuses %j', (args) => expect(parseArguments(args).run).toBe('refuse'))

  it('does not repeat a token that was taken for an option', () => {
    const refused = parseArguments(['-eyJhbGciOiJub25lIn0.e30.secret'])
    expect(refused.run).toBe('refuse')
    expect(JSON.stringify(refused)).not.toContain('secret')
  })
})
