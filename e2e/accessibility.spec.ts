import AxeBuilder from '@axe-core/playwright'
import { addGoCardless, type DemoServices, expect, test } from './pages/touchstone.ts'
import type { TouchstoneWindow } from './pages/touchstone-window.ts'

interface View {
  name: string
  show: (window: TouchstoneWindow, services: DemoServices) => Promise<void>
}

/** Every view there is, in a state that shows as much of it as can be. */
const views: View[] = [
  {
    name: 'the first start',
    show: async (window) => {
      await window.select('GoCardless')
    },
  },
  {
    name: 'a valid token',
    show: async (window, services) => {
      await addGoCardless(window, services)
      await window.run('Obtain')
      await window.tokenPanel.getByRole('cell', { name: 'token_type' }).waitFor()
    },
  },
  {
    name: 'a failed call',
    show: async (window, services) => {
      await addGoCardless(window, services, { secrets: { secret_id: 'no', secret_key: 'body' } })
      await window.run('Obtain')
    },
  },
  {
    name: 'a call under way',
    show: async (window, services) => {
      await addGoCardless(window, services)
      await services.plan({ operation: 'obtain', fault: 'hang' })
      await window.operation('Obtain').click()
      await window.stop('Cancel').waitFor()
    },
  },
]

for (const theme of ['light', 'dark'] as const) {
  for (const { name, show } of views) {
    test(`axe finds nothing in ${name}, ${theme}`, async ({ open, services }) => {
      const { window } = await open()
      await window.setPreferences({ theme })
      await show(window, services)
      // Electron has no second page for axe to work in.
      const { violations } = await new AxeBuilder({ page: window.page })
        .setLegacyMode(true)
        .analyze()
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
      expect(found).toEqual([])
    })
  }
}
