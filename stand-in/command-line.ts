import type * as Electron from 'electron'
import { strictly } from './strict.ts'

const switches = new Map<string, string>()
for (const argument of process.argv.slice(1)) {
  const [, name, value = ''] = /^--([^=]+)=?(.*)$/s.exec(argument) ?? []
  if (name !== undefined) switches.set(name.toLowerCase(), value)
}
const fromArguments = new Set(switches.keys())

/** `app.commandLine`: the switches of this process, and those that the app adds for Chromium. */
export const commandLine = strictly('CommandLine', {
  appendSwitch(name: string, value = '') {
    switches.set(name.toLowerCase(), value)
  },
  hasSwitch: (name: string) => switches.has(name.toLowerCase()),
  getSwitchValue: (name: string) => switches.get(name.toLowerCase()) ?? '',
  removeSwitch(name: string) {
    switches.delete(name.toLowerCase())
  },
} satisfies Partial<Electron.CommandLine>)

/** Of this process' own arguments, what Chromium is to have. Electron hands all of them on. */
const handedOn = new Set(['log-net-log', 'remote-debugging-port'])

/** The switches that the app added before `ready`, as Chromium's arguments. */
export function appendedSwitches(): string[] {
  return [...switches]
    .filter(([name]) => !fromArguments.has(name) || handedOn.has(name))
    .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}
