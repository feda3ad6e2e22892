import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchedApp } from '../fixture.ts'
import type { LaunchOptions } from '../../stand-in/launch/running-app.ts'
import type { DemoServices } from '../pages/demo-services.ts'
import type { TouchstoneWindow } from '../pages/touchstone-window.ts'

/** The window of a picture, with token services that can play faults. */
export interface Stage {
  app: LaunchedApp
  window: TouchstoneWindow
  services: DemoServices
}

/**
 * The machine of a user: with a keyring, in a time zone other than UTC, and always with the same font.
 *
 * @param userData created if it does not exist
 */
export async function onAUsersMachine(userData: string): Promise<LaunchOptions> {
  await mkdir(userData, { recursive: true })
  return {
    userData,
    env: {
      TOUCHSTONE_STAND_IN_KEYRING: `${userData}/keyring`,
      TZ: 'Europe/Berlin',
      FONTCONFIG_FILE: join(import.meta.dirname, 'fonts.conf'),
    },
  }
}

/** Obtains tokens for every provider, so that the list looks as in daily use. */
export async function obtainEverything({ window: { page } }: Stage): Promise<void> {
  const failures = await page.evaluate(async () => {
    const snapshot = await window.api.snapshot(null)
    if (!snapshot.ok) return [snapshot.failure]
    const runs = snapshot.value.providers.map(({ provider: { id } }) =>
      window.api.runOperation({ id, operation: 'obtain' }),
    )
    const results = await Promise.all(runs)
    return results.flatMap((result) => (result.ok ? [] : [result.failure]))
  })
  if (failures.length > 0) throw new Error(JSON.stringify(failures))
}

/** Advances the clock of the window only, not that of main or the services. */
export async function later({ window: { page } }: Stage, minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    const now = Date.now
    Date.now = () => now() + ms
  }, minutes * 60_000)
}

/** Removes what using the window has left in the picture: messages and the pointer. */
export async function tidy({ window: { page } }: Stage): Promise<void> {
  const messages = page.getByRole('status', { name: 'Messages' })
  const dismiss = messages.getByRole('button', { name: 'Dismiss' })
  while ((await dismiss.count()) > 0) await dismiss.first().click()
  await page.mouse.move(0, 0)
}
