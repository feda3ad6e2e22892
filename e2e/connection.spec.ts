import type { Page } from '@playwright/test'
import { pkcs12File } from '../src/main/http/certificates.fixture.ts'
import { ActivityView } from './pages/activity-view.ts'
import { expectNothingFound } from './pages/axe.ts'
import { answerQuestions, askedQuestions } from './pages/native-questions.ts'
import { startMutualService, startProxiedService } from './pages/proxied-service.ts'
import { ProviderForm } from './pages/provider-form.ts'
import { expect, test } from './pages/touchstone.ts'

const password = 'SENTINEL-proxy-password-71c9'

async function newForm(page: Page, baseUrl: string) {
  const form = new ProviderForm(page)
  await form.openNew()
  await form.chooseService('GoCardless')
  await form.fill({
    Name: 'Behind',
    'Base URL': baseUrl,
    'Secret ID': 'an-id-of-8f1c',
    'Secret key': 'a-key-of-8f1c',
  })
  await form.openConnection()
  return form
}

test('obtains through a proxy with a password, and asks before it changes', async ({ open }) => {
  const service = await startProxiedService('proxy-user', password)
  const { app, window } = await open()
  const form = await newForm(window.page, service.baseUrl)
  await form.root.getByRole('radio', { name: 'Manual' }).check()
  await form.fill({ 'Proxy URL': 'socks4://old.example' })
  await form.save()
  expect(await form.about('Proxy URL')).toContain('SOCKS4 proxies are not supported. Use SOCKS5.')
  await form.fill({ 'Proxy URL': service.proxyUrl, 'Proxy user name': 'proxy-user' })
  await form.fill({ 'Proxy password': 'wrong' })
  await form.area('Added certificate authorities').fill(service.authority)
  await expect(form.root).toContainText('CN=service.example')
  await expect(form.root).toContainText('2100')
  await form.testBaseUrl()
  await expect(form.baseUrlTest).toContainText('The proxy refused the user name or password')
  await form.fill({ 'Proxy password': password })
  await form.testBaseUrl()
  await expect(form.baseUrlTest).toContainText('Reachable')
  for (const theme of ['light', 'dark'] as const) {
    await window.setPreferences({ theme })
    await expectNothingFound(window.page, theme)
  }
  await form.save()

  await window.page.getByRole('heading', { level: 1, name: 'Behind' }).waitFor()
  await window.run('Obtain')
  await expect(window.page.getByTestId('announcement')).toContainText('Obtain succeeded')
  expect(service.asked.at(-1)).toBe('service.example:443')

  await answerQuestions(app, 'Do not change')
  await form.openEdit()
  await expect(form.field('Proxy password')).toHaveValue('')
  await expect(form.field('Proxy password')).toHaveAttribute('placeholder', /^Unchanged/)
  await form.root.getByRole('radio', { name: 'None' }).check()
  await form.root.getByRole('checkbox', { name: 'Accept any certificate' }).check()
  await form.save()
  await expect(form.root.getByRole('region', { name: 'Not changed' })).toBeVisible()
  const [asked] = await askedQuestions(app)
  expect(asked?.message).toBe('Send these secrets through another connection?')
  expect(asked?.detail).toContain(`Proxy from: ${service.proxyUrl}\nProxy to: none`)
  expect(asked?.detail).toContain('Certificate of the service to: NOT checked')
  expect(asked?.detail).toContain('Secrets: Secret ID, Secret key')

  await answerQuestions(app, 'Change and keep the secrets')
  await form.save()
  await expect(form.root).toBeHidden() // it has the same mark
  const mark = window.page.getByRole('main').getByText('TLS not checked')
  await expect(mark).toBeVisible()
  await expect(window.row('Behind')).toContainText('TLS not checked')

  await new ActivityView(window.page).open()
  await window.callEverythingThatTells()
  expect(await window.page.content()).not.toContain(password)
  expect(app.output()).not.toContain(password)
  await service.close()
})

test('shows a service its client certificate', async ({ open }) => {
  const service = await startMutualService()
  const { window } = await open()
  const form = await newForm(window.page, service.baseUrl)
  await form.area('Added certificate authorities').fill(service.certificate)
  await form.root.getByLabel('Client certificate').selectOption('pem')
  await form.area('Certificate').fill(service.certificate)
  await form.save()
  await expect(form.root).toContainText('Enter the private key of this certificate.')
  await form.area('Private key').fill(service.key)
  await form.save()
  await window.page.getByRole('heading', { level: 1, name: 'Behind' }).waitFor()
  await window.run('Obtain')
  expect(service.clients.at(-1)).toBe('loopback')

  await form.openEdit()
  await expect(form.root.getByLabel('Client certificate')).toHaveValue('kept')
  await form.root.getByLabel('Client certificate').selectOption('file')
  await form.root.getByLabel('PKCS#12 file').setInputFiles({
    name: 'client.p12',
    mimeType: 'application/x-pkcs12',
    buffer: Buffer.from(pkcs12File, 'base64'),
  })
  await expect(form.root).toContainText('client.p12')
  await form.field('Passphrase').fill('not it')
  await form.save()
  expect(await form.about('Passphrase')).toContain('Passphrase does not open this file.')
  await form.field('Passphrase').fill('file passphrase')
  await form.save()
  await window.page.getByRole('heading', { level: 1, name: 'Behind' }).waitFor()
  const before = service.clients.length
  await window.run('Obtain')
  expect(service.clients.slice(before)).toEqual(['loopback'])
  await service.close()
})
