import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ProviderForm } from './pages/provider-form.ts'
import { expect, test } from './pages/touchstone.ts'

const cli = join(import.meta.dirname, '../src/demo/cli.ts')

/** `npm run demo-server`, started beside the app. `line` is its output. */
async function startServer() {
  const server = spawn(process.execPath, [cli, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => server.kill()) // also after a failed spec
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  return {
    line,
    async stop() {
      server.kill()
      await once(server, 'exit')
    },
  }
}

test('the line that the demo server prints makes a provider of each of its services', async ({
  reuse,
}) => {
  const server = await startServer()
  const { window } = await reuse()
  const form = new ProviderForm(window.page)
  const services = await window.listed()
  expect(services).toHaveLength(5)
  for (const service of services) {
    await form.openNew()
    await form.chooseService(service)
    expect(await form.paste('Base URL', server.line)).toBe('taken')
    await form.field('Name').fill(`My ${service}`)
    await form.save()
    await expect(window.row(`My ${service}`)).toHaveAttribute('aria-selected', 'true')
    const operations = service === 'Banyan' ? ['Generate refresh token', 'Refresh'] : ['Refresh']
    for (const operation of ['Obtain', ...operations]) {
      await window.run(operation)
      await expect(window.outcome).toContainText(`${operation} succeeded`)
    }
  }
  await server.stop()
})
