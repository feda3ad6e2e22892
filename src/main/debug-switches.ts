/**
 * Switches of Chromium that let another program drive the window, or write down what it sends. Those of
 * Node are off by fuses in a packaged build.
 */
const debugSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'log-net-log',
]

/** Whether the command line opens memory or traffic to others. A packaged build does not start then. */
export const opensToOthers = (hasSwitch: (name: string) => boolean): boolean =>
  debugSwitches.some(hasSwitch)
