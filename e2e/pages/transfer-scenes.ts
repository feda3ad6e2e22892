import type { Page } from '@playwright/test'
import { addGoCardless, type DemoServices, gocardless } from './touchstone.ts'
import type { TouchstoneWindow } from './touchstone-window.ts'
import { ExportView, ImportView } from './transfer-views.ts'

interface Scene {
  window: TouchstoneWindow
  page: Page
  services: DemoServices
}

/** The views of exporting and importing, each in a state that shows most of its content. */
export const transferScenes = {
  'an export whose passphrases differ': async ({ window, page, services }: Scene) => {
    await addGoCardless(window, services)
    const exporting = new ExportView(page)
    await exporting.open()
    await exporting.sealWith('one passphrase', 'another')
    await exporting.export.click()
    await page.getByText('Passphrases do not match.').waitFor()
  },
  'an import, shown before it is added': async ({ page }: Scene) => {
    const provider = { name: 'A\u202eb', environment: 'test', baseUrl: 'https://bank.example' }
    const known = { ...provider, template: gocardless, fields: {} }
    const providers = [known, { ...known, template: 'unheard-of' }]
    const file = { touchstone: 'export', version: 1, sealed: null, providers }
    const importing = new ImportView(page)
    await importing.drop('export.json', JSON.stringify(file))
    await importing.line('unheard-of').waitFor()
  },
}
