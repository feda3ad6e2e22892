import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseArguments } from './cli-arguments.ts'
import { helpText } from './cli-help.ts'
import { post, startForTest, textIn } from './demo-server.fixture.ts'

const cli = join(import.meta.dirname, 'cli.ts')

function run(args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  return { child, exited, errors: text(child.stderr) }
}

interface Announced {
  url: string
  services: { template: string; baseUrl: string; fields: Record<string, string> }[]
}

async function serve(args: string[]) {
  const running = run(args)
  const lines = createInterface(running.child.stdout)[Symbol.asyncIterator]()
  const line = await lines.next()
  return { ...running, lines, announced: JSON.parse(String(line.value)) as Announced }
}

async function obtain({ services }: Announced) {
  const service = services.find(({ template }) => template === 'gocardless-bank-account-data')
  return post(`${service?.baseUrl}/api/v2/token/new/`, service?.fields)
}

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-demo-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

describe('the demo-server command', () => {
  // Windows has no signals to end with.
  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line, serves and ends on %s',
    async (signal) => {
      const { announced, child, exited, lines } = await serve([
        '--port',
        '0',
        '--access-seconds',
        '60',
      ])
      expect(Object.keys(announced)).toEqual(['url', 'jwksUrl', 'services'])
      for (const service of announced.services)
        expect(Object.keys(service)).toEqual(['template', 'baseUrl', 'fields'])
      const answer = await obtain(announced)
      expect(answer.body).toMatchObject({ access_expires: 60, refresh_expires: 2592000 })
      child.kill(signal)
      expect(await exited).toBe(0)
      expect((await lines.next()).done).toBe(true)
    },
  )

  it.skipIf(process.platform === 'win32')('ends with the shell that npm runs it in', async () => {
    const script = `${JSON.stringify(process.execPath)} ${JSON.stringify(cli)}; exit`
    const env = { ...process.env, npm_lifecycle_event: 'demo-server' }
    const shell = spawn('sh', ['-c', script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    const lines = createInterface(shell.stdout)[Symbol.asyncIterator]()
    const { url } = JSON.parse(String((await lines.next()).value)) as Announced
    expect((await fetch(`${url}/_log`)).status).toBe(200)
    shell.kill('SIGTERM')
    expect((await lines.next()).done).toBe(true)
    await expect(fetch(`${url}/_log`)).rejects.toThrow(TypeError)
  })

  it('keeps its keys in a folder that only its owner can read', async () => {
    const keys = join(await temporaryFolder(), 'keys')
    const first = await serve(['--keys', keys])
    const refresh = textIn(await obtain(first.announced), 'refresh')
    first.child.kill()
    await first.exited
    const second = await serve(['--keys', keys])
    const [service] = second.announced.services
    const answer = await post(`${service?.baseUrl}/api/v2/token/refresh/`, { refresh })
    expect(answer.status).toBe(200)
    if (process.platform === 'win32') return
    expect((await stat(keys)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(keys))
      expect((await stat(join(keys, name))).mode & 0o777).toBe(0o600)
  })

  it('runs on a clock that is off', async () => {
    const { announced } = await serve(['--clock-offset-seconds=-3600'])
    const { headers } = await obtain(announced)
    const behindMs = Date.now() - Date.parse(headers.get('date') ?? '')
    expect(Math.abs(behindMs - 3_600_000)).toBeLessThan(30_000)
  })

  it('says when the port is in use', async () => {
    const { url } = await startForTest()
    const { exited, errors } = run(['--port', new URL(url).port])
    expect(await exited).toBe(1)
    expect(await errors).toMatch(/^demo-server: the port is in use/)
  })

  it('says when the folder for its keys is none', async () => {
    const { exited, errors } = run(['--keys', cli])
    expect(await exited).toBe(1)
    expect(await errors).toMatch(/^demo-server: EEXIST/)
  })

  it('ends with 2 and a reason when it is called wrongly', async () => {
    const { exited, errors } = run(['--port', 'http'])
    expect(await exited).toBe(2)
    expect(await errors).toBe(
      'demo-server: --port needs a whole number from 0 to 65535, not "http"\nTry --help.\n',
    )
  })
})

describe('parseArguments', () => {
  it.each([
    [['--port'], /--port/],
    [['--port', '65536'], /from 0 to 65535/],
    [['--access-seconds', '0'], /--access-seconds needs a whole number from 1/],
    [['--access-seconds', '1.5'], /--access-seconds/],
    [['--refresh-seconds', '1e3'], /--refresh-seconds/],
    [['--new-per-hour', ''], /--new-per-hour/],
    [['--keys', ''], /--keys/],
    [['--speed', '1'], /--speed/],
    [['extra'], /extra/],
  ])('refuses %j', (args, reason) => {
    expect(parseArguments(args)).toMatchObject({
      run: 'refuse',
      reason: expect.stringMatching(reason) as unknown,
    })
  })

  it('serves on any port without arguments', () => {
    expect(parseArguments([])).toMatchObject({
      run: 'serve',
      arguments: { port: 0, clockOffsetSeconds: 0 },
    })
  })

  it('helps when asked, whatever else is there', () => {
    expect(parseArguments(['--port', '1', '--help'])).toEqual({ run: 'help' })
  })
})

describe('the help text', () => {
  it('names every account of every service', async () => {
    const server = await startForTest()
    for (const { template, accounts } of server.services) {
      expect(helpText()).toContain(template)
      for (const { meets, fields } of accounts)
        for (const part of [meets, ...Object.values(fields)]) expect(helpText()).toContain(part)
    }
  })
})
