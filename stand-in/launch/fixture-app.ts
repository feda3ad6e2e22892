import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The main file of an app in `fixtures/`. */
export function fixtureApp(name: 'plain' | 'early' | 'waiting' | 'single'): string {
  return join(import.meta.dirname, '../fixtures', name, 'main.js')
}

/**
 * Running processes with `text` in their command line. Linux only, where every process is a folder.
 */
export function processesWith(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => commandLine(pid))
    .filter((line) => line.includes(text))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // It has ended since the folder was read.
    return ''
  }
}
