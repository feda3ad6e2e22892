import { SignJWT } from 'jose'
import { TokenChecks } from './pages/token-checks.ts'
import { expect, test } from './pages/touchstone.ts'

const sign = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(Buffer.alloc(32, 1))

/** Hidden parts of a row do not belong to its name. */
const shown = { useInnerText: true }

test('what is not painted, folded or nested is found, by name and by value', async ({ reuse }) => {
  const { app } = await reuse()
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`claim-${i}`, i]))
  const long = `${'x'.repeat(5000)}needle${'y'.repeat(5000)}`
  await new TokenChecks(app.page).paste(
    await sign({ ...many, deep: { list: ['a', { hidden: 'treasure' }] }, long }),
  )
  const find = app.page.getByRole('searchbox', { name: 'Find in this token' })
  const claims = app.page.getByRole('table', { name: 'Claims' })
  await expect(claims.getByRole('rowheader', { name: 'claim-9999' })).toBeHidden()

  await find.fill('CLAIM-9999')
  await expect(claims.getByRole('rowheader')).toHaveText(['claim-9999'], shown)
  await find.fill('treasure')
  await expect(claims.getByRole('rowheader')).toHaveText(['deep', 'list', '1', 'hidden'], shown)
  await find.fill('needle')
  await expect(claims.getByRole('row', { name: /long/ })).toContainText('needle')
  await find.fill('hs256')
  await expect(app.page.getByRole('table', { name: 'Header' })).toContainText('HS256')
  await expect(app.page.getByText('No matches')).toBeVisible()
  await find.fill('')
  await expect(claims.getByRole('rowheader', { name: 'claim-0', exact: true })).toBeVisible()
})
