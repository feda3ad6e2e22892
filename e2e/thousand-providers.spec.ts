import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { sealedFileText } from '../src/main/vault/record-folder.ts'
import { startDemoServices } from './pages/demo-services.ts'
import { addGoCardless, expect, gocardless, test } from './pages/touchstone.ts'

const many = 1000
const nameOf = (number: number) => `Provider ${String(number).padStart(4, '0')}`

/** Writes provider files as they are when secrets are in memory only. */
async function storeMany(userData: string): Promise<void> {
  const folder = join(userData, 'providers')
  await mkdir(folder, { recursive: true })
  const write = (number: number) => {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
    const provider = {
      id,
      name: nameOf(number),
      environment: number % 2 === 0 ? 'sandbox' : 'production',
      baseUrl: `https://bank-${number}.example`,
      template: gocardless,
      fields: {},
      createdAtMs: number,
      mutedFindings: [],
      keySource: null,
    }
    const secrets = { kept: 'memory', jwe: null } as const
    const text = sealedFileText({ provider, interrupted: null, secrets })
    return writeFile(join(folder, `${id}.json`), text)
  }
  await Promise.all(Array.from({ length: many }, (_, number) => write(number)))
}

test('a thousand providers are listed, scrolled through and found', async ({ open }, testInfo) => {
  const userData = testInfo.outputPath('data')
  await storeMany(userData)
  const { window } = await open({ userData })
  const { page } = window
  await window.setPreferences({ demo: false })
  const list = page.getByRole('listbox', { name: 'Providers' })
  const rows = list.getByRole('option')
  const lastRow = window.row(nameOf(many - 1))
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(many))
  expect(await scrolledThrough(list)).toEqual(Array.from({ length: many }, (_, at) => nameOf(at)))

  await expect(lastRow).toBeInViewport()
  await expect(lastRow).toHaveAttribute('aria-posinset', String(many))
  await lastRow.click()
  await expect(page.getByRole('heading', { level: 1, name: nameOf(many - 1) })).toBeVisible()
  await page.keyboard.press('Home')
  await expect(rows.first()).toBeFocused()
  await expect(rows.first()).toBeInViewport()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(lastRow).toBeFocused()
  await expect(lastRow).toBeInViewport()
  // A focused row keeps the focus, even out of sight.
  await list.evaluate((element) => element.scrollTo({ top: 0 }))
  await expect(rows.first()).toBeInViewport()
  await expect(lastRow).toBeFocused()
  await expect(lastRow).not.toBeInViewport()
  await page.keyboard.press('ArrowUp')
  await expect(window.row(nameOf(many - 2))).toBeInViewport()

  const search = page.getByRole('searchbox', { name: 'Search providers' })
  const count = page.getByRole('navigation').getByRole('status')
  for (const [query, found] of [
    ['bank-0500', 0],
    ['bank-500.', 1],
    ['production 0500', 0],
    ['sandbox 0500', 1],
    ['production', many / 2],
    ['0999 provider', 1],
  ] as const) {
    await search.fill(query)
    await expect(count).toHaveText(`${found} of ${many} providers`)
    if (found === 0) await expect(list).toBeHidden()
    else await expect(rows.first()).toHaveAttribute('aria-setsize', String(found))
    if (found > 0) await expect(rows.first()).toBeInViewport()
  }
  await search.fill('')
  // Back to the selected row.
  await expect(window.row(nameOf(many - 2))).toBeInViewport()
})

/** The names in the list, from top to bottom. Rows exist only in or near the visible part. */
async function scrolledThrough(list: Locator): Promise<string[]> {
  const names: (string | null)[] = []
  const steps = await list.evaluate((element) =>
    Math.ceil(element.scrollHeight / element.clientHeight),
  )
  for (let step = 0; step <= steps; step++) {
    const here = await list.evaluate(async (element, step) => {
      element.scrollTo({ top: step * element.clientHeight })
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      const { top, bottom } = element.getBoundingClientRect()
      return [...element.querySelectorAll('[role=option]')].flatMap((row) => {
        const place = row.getBoundingClientRect()
        return place.bottom > top && place.top < bottom
          ? [row.querySelector('bdi')?.textContent]
          : []
      })
    }, step)
    names.push(...here.filter((name) => !names.includes(name ?? null)).map((name) => name ?? null))
  }
  return names.map(String)
}

test('one among a thousand obtains a token and counts it down', async ({ open }, testInfo) => {
  const userData = testInfo.outputPath('data')
  await storeMany(userData)
  const services = await startDemoServices({ accessSeconds: 55 })
  const { window } = await open({ userData })
  await addGoCardless(window, services)
  await window.run('Obtain')
  const row = window.row('Alpha')
  await expect(row).toBeInViewport()
  await expect(row).toContainText('Alpha')
  await expect(row).toContainText(/\d s\s*(Active|Expires soon)/)
  const before = await row.innerText()
  await expect(row).not.toHaveText(before, { useInnerText: true })
  await window.page.keyboard.press('ControlOrMeta+k')
  const palette = window.page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill('go 0777')
  await expect(palette.getByRole('option')).toHaveText([`Go to ${nameOf(777)}, production`])
  await window.page.keyboard.press('Enter')
  await expect(window.page.getByRole('heading', { level: 1, name: nameOf(777) })).toBeVisible()
  await expect(window.row(nameOf(777))).toBeInViewport()
  await expect(row).toBeHidden()
  await services.close()
})
