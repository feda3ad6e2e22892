import {
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

const answerWithinMs = 2000

/**
 * Takes the lock of a user data folder, or hands this process's arguments over to the one that has it.
 *
 * The lock is a file with a process id; handing over is a file the first instance takes away. A process that died
 * without releasing the lock, or does not answer, loses it.
 *
 * @returns how to release the lock; undefined when another process has it and was told
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
    if (isAlive(Number(readFileSync(lockFile, 'utf8'))) && handOver(mailbox, second))
      return undefined
    writeFileSync(lockFile, String(process.pid))
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
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** `requestSingleInstanceLock` answers synchronously, so the wait for the first instance blocks. */
function handOver(mailbox: string, second: SecondInstance): boolean {
  const letter = join(mailbox, String(process.pid))
  try {
    writeFileSync(`${letter}.new`, JSON.stringify(second))
    renameSync(`${letter}.new`, letter)
  } catch {
    return false
  }
  const sleeper = new Int32Array(new SharedArrayBuffer(4))
  for (let waitedMs = 0; waitedMs < answerWithinMs; waitedMs += 10) {
    if (!readdirSync(mailbox).includes(String(process.pid))) return true
    Atomics.wait(sleeper, 0, 0, 10)
  }
  unlinkSync(letter)
  return false
}

function receive(mailbox: string, onSecond: (second: SecondInstance) => void): FSWatcher {
  rmSync(mailbox, { recursive: true, force: true })
  mkdirSync(mailbox, { mode: 0o700 })
  return watch(mailbox, { persistent: false }, () => {
    for (const name of readdirSync(mailbox)) {
      if (name.endsWith('.new')) continue
      const letter = join(mailbox, name)
      const second = JSON.parse(readFileSync(letter, 'utf8')) as SecondInstance
      unlinkSync(letter)
      onSecond(second)
    }
  })
}
