import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'

export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/** Chromium's own limit for an instance that may only be busy. */
const responseTimeoutMs = 20_000

/**
 * Takes the lock of a user data folder, or passes the arguments of this process to its owner.
 *
 * The lock is a symbolic link to a name that does not exist, as Chromium's: the computer's and a process
 * id. Windows, where links need a privilege, has a file. Arguments are passed as a file that the owner
 * removes when it has read it. A process that died, or does not react in time, loses the lock.
 *
 * @returns releases the lock; undefined if another process owns it and has taken the arguments
 */
export function acquireLock(
  userData: string,
  additionalData: unknown,
  onSecond: (second: SecondInstance) => void,
): (() => void) | undefined {
  const lockFile = join(userData, 'SingletonLock')
  const mailbox = join(userData, 'SingletonMailbox')
  if (!createLock(lockFile)) {
    const second = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    if (isAlive(ownerOf(lockFile)) && handOver(mailbox, second)) return undefined
    rmSync(lockFile, { force: true })
    createLock(lockFile)
  }
  const watcher = receive(mailbox, onSecond)
  return () => {
    watcher.close()
    rmSync(mailbox, { recursive: true, force: true })
    rmSync(lockFile, { force: true })
  }
}

function createLock(lockFile: string): boolean {
  try {
    const owner = `${hostname()}-${process.pid}`
    if (process.platform === 'win32') writeFileSync(lockFile, owner, { flag: 'wx' })
    else symlinkSync(owner, lockFile)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** @returns the process id; NaN for anything that is no lock */
function ownerOf(lockFile: string): number {
  try {
    const owner =
      process.platform === 'win32' ? readFileSync(lockFile, 'utf8') : readlinkSync(lockFile)
    return Number(owner.slice(owner.lastIndexOf('-') + 1))
  } catch {
    return NaN // a file of another kind, or its owner has just released it
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Blocks while it waits, because `requestSingleInstanceLock` is synchronous. */
function handOver(mailbox: string, second: SecondInstance): boolean {
  const letter = join(mailbox, String(process.pid))
  const sleeper = new Int32Array(new SharedArrayBuffer(4))
  let isPosted = false
  for (let waitedMs = 0; waitedMs < responseTimeoutMs; waitedMs += 10) {
    if (!isPosted) isPosted = post(letter, second)
    else if (!existsSync(letter)) return true
    Atomics.wait(sleeper, 0, 0, 10)
  }
  rmSync(letter, { force: true })
  return false
}

/** @returns false while the first instance has not created its mailbox */
function post(letter: string, second: SecondInstance): boolean {
  if (!existsSync(dirname(letter))) return false
  writeFileSync(`${letter}.new`, JSON.stringify(second))
  renameSync(`${letter}.new`, letter)
  return true
}

function receive(mailbox: string, onSecond: (second: SecondInstance) => void): FSWatcher {
  rmSync(mailbox, { recursive: true, force: true })
  mkdirSync(mailbox, { mode: 0o700 })
  const collect = () => {
    for (const name of readdirSync(mailbox).filter((file) => !file.endsWith('.new'))) {
      const letter = join(mailbox, name)
      const second = JSON.parse(readFileSync(letter, 'utf8')) as SecondInstance
      rmSync(letter)
      onSecond(second)
    }
  }
  const watcher = watch(mailbox, { persistent: false }, collect)
  collect()
  return watcher
}
