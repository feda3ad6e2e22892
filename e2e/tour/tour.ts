import { answerQuestions } from '../pages/native-questions.ts'
import { ProviderForm } from '../pages/provider-form.ts'
import { addGoCardless, addProvider } from '../pages/touchstone.ts'
import { loginAnswer } from './pasted-answer.ts'
import { later, obtainEverything, type Stage } from './stage.ts'

export interface Picture {
  /** File name without its extension. */
  name: string
  theme: 'light' | 'dark'
  /** The first start shows a hint, later ones do not. */
  start: 'first' | 'later'
  /** Size of the window's content in CSS pixels. */
  size: { width: number; height: number }
  /** Brings the window from its start to the state of the picture. */
  prepare: (stage: Stage) => Promise<void>
}

const wide = { width: 1180, height: 780 }
const narrow = { width: 560, height: 780 }

async function token(stage: Stage): Promise<void> {
  await obtainEverything(stage)
  await stage.window.select('IX-API')
  await stage.window.run('Refresh')
  await later(stage, 6)
  await stage.window.row('Django').filter({ hasText: 'Expired' }).waitFor()
}

/** The pictures of the README, and further ones of other states of the window. */
export const tour: readonly Picture[] = [
  { name: 'token-light', theme: 'light', start: 'later', size: wide, prepare: token },
  { name: 'token-dark', theme: 'dark', start: 'later', size: wide, prepare: token },
  { name: 'narrow', theme: 'light', start: 'later', size: narrow, prepare: token },
  {
    name: 'first-start',
    theme: 'light',
    start: 'first',
    size: wide,
    prepare: ({ window }) => window.select('GoCardless'),
  },
  {
    name: 'empty',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async ({ window }) => {
      await window.setPreferences({ demo: false })
      await window.page.getByRole('heading', { name: 'No providers yet' }).waitFor()
    },
  },
  {
    name: 'add-provider',
    theme: 'light',
    start: 'later',
    size: { ...wide, height: 960 },
    prepare: async ({ window, services }) => {
      const form = new ProviderForm(window.page)
      await form.openNew()
      await form.chooseService('GoCardless')
      await form.fill({ Name: 'Ledger import', Environment: 'sandbox' })
      await form.paste('Secret ID', JSON.stringify(services.fieldsOf('nordigen')))
      await form.field('Name').focus()
    },
  },
  {
    name: 'failed-call',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async ({ window, services }) => {
      const meets = '403 on refresh'
      await addGoCardless(window, services, { name: 'Ledger', environment: 'sandbox', meets })
      await window.run('Obtain')
      await window.run('Refresh')
    },
  },
  {
    name: 'failed-fields',
    theme: 'dark',
    start: 'later',
    size: wide,
    prepare: async ({ window, services }) => {
      const meets = '400 with a reason that is an object'
      await addProvider(window, services, 'ix-api', {
        name: 'Exchange',
        environment: 'sandbox',
        meets,
      })
      await window.run('Obtain')
    },
  },
  {
    name: 'busy-call',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { window, services } = stage
      await addProvider(window, services, 'ix-api', { name: 'Exchange', environment: 'sandbox' })
      await window.run('Obtain')
      await services.plan({ service: 'ix-api', operation: 'refresh', fault: 'hang' })
      await window.operation('Refresh').click()
      await window.stop('Stop waiting').waitFor()
    },
  },
  {
    name: 'findings',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { window } = stage
      await obtainEverything(stage)
      await window.select('Banyan')
      const findings = window.page.getByRole('region', { name: 'Findings' })
      await findings.getByRole('button', { expanded: false }).first().click()
    },
  },
  {
    name: 'verify',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { page } = stage.window
      await obtainEverything(stage)
      await stage.window.select('IX-API')
      await page.getByRole('button', { name: 'Verify…' }).click()
      await page.getByRole('button', { name: 'Verify', exact: true }).click()
      await page.getByRole('button', { name: 'Fetch', exact: true }).click()
      await page.getByTestId('verdict').waitFor()
    },
  },
  {
    name: 'paste',
    theme: 'dark',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { page } = stage.window
      await obtainEverything(stage)
      await page.getByRole('button', { name: 'Paste a token', exact: true }).click()
      const box = page.getByRole('textbox', { name: 'Token, or text with tokens in it' })
      await box.fill(loginAnswer(Math.floor(Date.now() / 1000)))
      await page.getByRole('button', { name: 'Inspect', exact: true }).click()
      await stage.window.message('2 tokens found').waitFor()
    },
  },
  {
    name: 'compare',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { page } = stage.window
      await token(stage)
      await page.getByRole('button', { name: 'Compare with the token before' }).click()
      await page.getByRole('rowheader', { name: 'jti' }).waitFor()
    },
  },
  {
    name: 'compare-any',
    theme: 'dark',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { page } = stage.window
      await token(stage)
      await page.getByRole('button', { name: 'Compare…', exact: true }).click()
      await page.getByRole('heading', { name: 'Compare tokens' }).waitFor()
      await page.getByRole('main').getByRole('table').waitFor()
    },
  },
  {
    name: 'activity',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { window } = stage
      await token(stage)
      await window.page.getByRole('button', { name: 'Activity', exact: true }).click()
      await window.page.getByRole('main').locator('summary').first().click()
    },
  },
  {
    name: 'settings',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      await obtainEverything(stage)
      await stage.window.page.getByRole('button', { name: 'Settings', exact: true }).click()
    },
  },
  {
    name: 'command-palette',
    theme: 'dark',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      await token(stage)
      await stage.window.page.keyboard.press('ControlOrMeta+k')
      await stage.window.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'locked',
    theme: 'light',
    start: 'later',
    size: wide,
    prepare: async (stage) => {
      const { page } = stage.window
      await token(stage)
      await answerQuestions(stage.app, 'Change')
      await page.evaluate(async () => {
        await window.api.protectVault({ protection: 'passphrase', passphrase: 'assay of gold' })
        await window.api.lockVault(null)
      })
      await page.getByRole('button', { name: 'Secrets: locked' }).waitFor()
    },
  },
]
