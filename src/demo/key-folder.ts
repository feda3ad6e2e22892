import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyStore } from './signing-keys.ts'

const seedName = 'seed'
const seedBytes = 32

/**
 * Opens the folder (mode 0700) with the seed and the keys of a demo server, each in a file (mode
 * 0600), and creates what is missing. Rejects with Node's error if it cannot be read or written, and
 * if the seed is too short.
 */
export async function openKeyFolder(
  folder: string,
): Promise<{ seed: Uint8Array; keyStore: KeyStore }> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const keyStore: KeyStore = {
    read: (name) => readIfThere(join(folder, `${name}.json`)),
    write: (name, jwkJson) => writeWhole(join(folder, `${name}.json`), jwkJson),
  }
  return { seed: await keptSeed(join(folder, seedName)), keyStore }
}

async function keptSeed(file: string): Promise<Uint8Array> {
  const kept = await readIfThere(file)
  if (kept !== null) {
    const seed = Buffer.from(kept, 'base64url')
    if (seed.length < seedBytes)
      throw new Error(`${file} does not hold a seed of ${seedBytes} bytes`)
    return seed
  }
  const seed = randomBytes(seedBytes)
  await writeWhole(file, seed.toString('base64url'))
  return seed
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Writes the whole file or nothing, so that no half key is left behind. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
