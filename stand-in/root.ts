/** On Linux, Chromium does not run its sandbox for root. */
const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** What root has to start an app with. */
export const switchesOfRoot: readonly string[] = isRoot ? ['--no-sandbox'] : []

/**
 * Text of Electron (shell/app/electron_main_delegate.cc) where root starts it without that switch. Where
 * only `app.enableSandbox()` took it away, main runs, but no process of a page starts.
 *
 * @returns undefined where there is nothing to refuse
 */
export const refusalOfRoot = (commandLine: {
  hasSwitch: (name: string) => boolean
}): string | undefined =>
  isRoot && !commandLine.hasSwitch('no-sandbox')
    ? 'Running as root without --no-sandbox is not supported. See https://crbug.com/638180.'
    : undefined
