import { startDemoServices } from './pages/demo-services.ts'
import { addGoCardless, addProvider, expect, test } from './pages/touchstone.ts'

test('a row tells the state in words: what failed, and how long its token is left', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  await addGoCardless(window, services, { environment: 'sandbox' })
  await window.run('Obtain')
  await expect(window.row('Alpha')).toHaveText(/^\s*Alpha\s+23 h\s+Active\s+sandbox\s*$/)
  await services.plan({ operation: 'refresh', fault: 'hang' })
  await window.operation('Refresh').click()
  await expect(window.row('Alpha')).toContainText('Working')
  await window.stop('Cancel').click()
  await expect(window.row('Alpha')).toContainText('Active')
  const secrets = { secret_id: 'wrong', secret_key: 'wrong' }
  await addGoCardless(window, services, { name: 'Beta', secrets })
  await window.run('Obtain')
  await expect(window.row('Beta')).toContainText('Obtain failed')
})

test('the order is chosen in a menu, shown before the scripts run, and kept', async ({
  reuse,
  services,
}) => {
  const { window } = await reuse()
  const own = await window.listed()
  await addProvider(window, services, 'ix-api', { name: 'alpha 10' })
  await window.run('Obtain')
  await addProvider(window, services, 'ix-api', { name: 'Alpha 9' })
  const byName = (await window.listed()).toSorted((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  )
  await window.page.getByRole('button', { name: 'Order: My order' }).click()
  await window.page.getByRole('menuitemradio', { name: 'Name' }).click()
  await expect.poll(() => window.listed()).toEqual(byName)
  expect(byName.slice(0, 2)).toEqual(['Alpha 9', 'alpha 10'])

  await window.page.reload()
  await expect.poll(() => window.listed()).toEqual(byName)
  const html = await window.page.evaluate(async () => (await fetch(location.href)).text())
  expect(html.indexOf('>Alpha 9<')).toBeLessThan(html.indexOf('>alpha 10<'))

  await window.page.getByRole('button', { name: 'Order: Name' }).click()
  const menu = window.page.getByRole('menu')
  await expect(menu.getByRole('menuitemradio', { name: 'Name' })).toBeChecked()
  await menu.getByRole('menuitemradio', { name: 'Expiry' }).click()
  await expect.poll(async () => (await window.listed())[0]).toBe('alpha 10')
  await window.row('alpha 10').press('Alt+ArrowDown')
  await expect.poll(async () => (await window.listed())[0]).toBe('alpha 10')
  await window.setPreferences({ listOrder: 'own' })
  await expect.poll(() => window.listed()).toEqual([...own, 'alpha 10', 'Alpha 9'])
})

test('the list is narrowed to what expires soon and to what failed', async ({ reuse }) => {
  const services = await startDemoServices({ accessSeconds: 500 })
  const { window } = await reuse()
  const filter = window.page.getByRole('group', { name: 'Filter' })
  await expect(filter).toHaveCount(0)
  await addGoCardless(window, services)
  await window.run('Obtain')
  await window.page.clock.setFixedTime(Date.now() + 480_000)
  const secrets = { secret_id: 'wrong', secret_key: 'wrong' }
  await addGoCardless(window, services, { name: 'Beta', secrets })
  await window.run('Obtain')
  await filter.getByRole('button', { name: 'Failed 1' }).click()
  expect(await window.listed()).toEqual(['Beta'])
  const count = window.page.getByRole('navigation').getByRole('status')
  await expect(count).toHaveText('1 of 7 providers')
  await filter.getByRole('button', { name: 'All' }).click()
  await expect(count).toHaveText('7 providers')
  await filter.getByRole('button', { name: 'Expiring 1' }).click()
  expect(await window.listed()).toEqual(['Alpha'])
  await services.close()
})
