import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Failure } from '../../shared/result.ts'
import { errorCode, fileFailure } from './file-failure.ts'
import { parseJson } from '../parse-json.ts'

/**
 * What was found at a path. `unread` (the disk says no, perhaps only now), `damaged` (the content
 * makes no sense) and `newer` (written by a later version) are never overwritten unasked.
 */
export type Stored<Value> =
  | { state: 'read'; value: Value }
  | { state: 'missing' }
  | { state: 'unread' | 'damaged' | 'newer'; failure: Failure }

/**
 * Reads one of our JSON files. Every one is an object with a whole `format` number, and none is
 * larger than `mostBytes`.
 */
export async function readStored(
  path: string,
  format: number,
  mostBytes: number,
): Promise<Stored<object>> {
  const name = basename(path)
  let text: string
  try {
    const { size } = await stat(path)
    if (size > mostBytes) return damaged(name, 'It is far larger than any file of Touchstone.')
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { state: 'missing' }
    return { state: 'unread', failure: fileFailure(`${name} cannot be read`, error) }
  }
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || !('format' in value)) {
    return damaged(name, text === '' ? 'It is empty.' : 'It is cut off or has been altered.')
  }
  if (typeof value.format === 'number' && value.format > format) return newer(name)
  return { state: 'read', value }
}

export function damaged(name: string, detail: string): Stored<never> {
  return {
    state: 'damaged',
    failure: {
      kind: 'storage',
      title: `${name} is damaged`,
      detail: `${detail} It is kept as it is.`,
      code: 'file-damaged',
      nextStep: 'Put the file back from a backup, or remove it and enter its content again.',
    },
  }
}

function newer(name: string): Stored<never> {
  return {
    state: 'newer',
    failure: {
      kind: 'storage',
      title: `${name} was written by a newer Touchstone`,
      detail: 'This version does not know its format and leaves it as it is.',
      code: 'file-newer',
      nextStep: 'Update Touchstone to use it.',
    },
  }
}
