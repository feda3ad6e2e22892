import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LaunchOptions } from '../../stand-in/launch/running-app.ts'
import type { DemoServices } from '../pages/demo-services.ts'
import type { TouchstoneWindow } from '../pages/touchstone-window.ts'

/** What a picture is taken of: the window, and token services that can be told to misbehave. */
export interface Stage {
  window: TouchstoneWindow
  services: DemoServices
}

/**
 * A user's machine: secrets are kept by a keyring, times are not those of UTC, the font is always one.
 *
 * @param userData made where it is not there
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

/** Obtains tokens of every provider there is: a list as it looks in daily use. */
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

/** Lets the window believe that time has passed; main and the services keep their own. */
export async function later({ window: { page } }: Stage, minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    const now = Date.now
    Date.now = () => now() + ms
  }, minutes * 60_000)
}

/** Gets everything out of the picture that came from using the window: messages, the pointer. */
export async function tidy({ window: { page } }: Stage): Promise<void> {
  const messages = page.getByRole('status', { name: 'Messages' })
  const dismiss = messages.getByRole('button', { name: 'Dismiss' })
  while ((await dismiss.count()) > 0) await dismiss.first().click()
  await page.mouse.move(0, 0)
}
