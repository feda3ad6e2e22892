import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { counted } from '../../inspector/index.ts'
import { parseJson } from '../../shared/parse-json.ts'
import { provider } from '../../shared/provider.ts'
import { type Failure, failed, ok, type Result } from '../../shared/result.ts'
import { exportMaxBytes, mostExported } from '../../shared/transfer.ts'
import {
  type PassphraseKey,
  passphraseWrap,
  unwrapByPassphrase,
  wrapByPassphrase,
} from '../vault/passphrase-wrap.ts'

/**
 * The export file: the settings of providers as JSON that a person can read, and their secrets sealed
 * by a passphrase. Ids and tokens are not part of it: an import makes new ids.
 */

const version = 1

/** All settings, also those that a later version of this app adds to a provider. */
const settings = provider.omit({ id: true, createdAtMs: true })
const withSecrets = settings.extend({ secrets: z.record(z.string(), z.string()) })

export type ExportedProvider = z.infer<typeof withSecrets>

/** Read first, so that a newer version and a long list are named as what they are. */
const head = z.looseObject({
  touchstone: z.literal('export'),
  version: z.int().min(1),
  providers: z.array(z.unknown()),
})

const file = z.strictObject({
  touchstone: z.literal('export'),
  version: z.literal(version),
  providers: z.array(settings).min(1),
  sealed: passphraseWrap.nullable(),
})

/**
 * The settings are sealed once more with the secrets, so that nobody without the passphrase can send
 * the secrets elsewhere by changing an address in clear.
 */
const sealedContent = z.strictObject({ providers: z.array(withSecrets) })

export type ExportFile = Pick<z.infer<typeof file>, 'providers' | 'sealed'>

/** The text of a file. Fails where reading it again would fail. */
export async function writeExport(
  providers: readonly ExportedProvider[],
  key: PassphraseKey | null,
): Promise<Result<string>> {
  const sealed = key && (await wrapByPassphrase(JSON.stringify({ providers }), key))
  const inClear = providers.map(withoutSecrets)
  const content = { touchstone: 'export', version, providers: inClear, sealed }
  const text = `${JSON.stringify(content, null, 2)}\n`
  const read = readExport(text)
  if (!read.ok) return failed({ ...read.failure, nextStep: 'Choose fewer providers.' })
  const isSealable = sealedContent.safeParse({ providers }).success
  return isSealable ? ok(text) : failed(notExportable)
}

/** Reads a file, without its sealed part. */
export function readExport(text: string): Result<ExportFile> {
  if (Buffer.byteLength(text) > exportMaxBytes) return failed(exportTooLarge)
  const json = parseJson(text)
  const found = head.safeParse(json)
  if (!found.success) return failed(noExport)
  if (found.data.version > version) return failed(newerExport)
  const count = found.data.providers.length
  if (count > mostExported) return failed(tooMany(count))
  const parsed = file.safeParse(json)
  if (!parsed.success) return failed(wrongShape(parsed.error))
  return ok({ providers: parsed.data.providers, sealed: parsed.data.sealed })
}

/** Opens the sealed part: the secrets of each provider, in the order of the file. */
export async function openSecrets(
  { providers, sealed }: ExportFile,
  passphrase: string,
): Promise<Result<Record<string, string>[]>> {
  if (sealed === null) return ok(providers.map(() => ({})))
  const opened = await unwrapByPassphrase(sealed, passphrase)
  if (!opened.ok) return failed(wrongPassphrase)
  const content = sealedContent.safeParse(parseJson(opened.value.text))
  if (!content.success) return failed(alteredExport)
  if (!isDeepStrictEqual(content.data.providers.map(withoutSecrets), providers))
    return failed(alteredExport)
  return ok(content.data.providers.map(({ secrets }) => secrets))
}

const withoutSecrets = ({ secrets: _secrets, ...settings }: ExportedProvider) => settings

const mebibytes = Math.round(exportMaxBytes / (1024 * 1024))

export const exportTooLarge: Failure = {
  kind: 'too-large',
  title: 'The file is too large',
  detail: `An export has at most ${mebibytes} MiB.`,
  nextStep: 'Choose another file, or export fewer providers at a time.',
}

const noExport: Failure = {
  kind: 'invalid-input',
  title: 'Not an export of Touchstone',
  detail: 'The file is not JSON with "touchstone": "export".',
  code: 'no-export',
  nextStep: 'Choose a file exported by Touchstone.',
}

const newerExport: Failure = {
  kind: 'invalid-input',
  title: 'This export is from a newer Touchstone',
  detail: `This version reads exports of version ${version}.`,
  code: 'newer-export',
  nextStep: 'Update Touchstone, then import the file again.',
}

const tooMany = (count: number): Failure => ({
  kind: 'too-large',
  title: 'Too many providers in one file',
  detail: `The file has ${counted(count, 'provider')}. At most ${counted(mostExported, 'provider')} are imported at a time.`,
  nextStep: 'Export fewer providers at a time.',
})

const longestReason = 300

/** Names the first place that is wrong. Its value could be a secret in the wrong place. */
function wrongShape({ issues: [issue] }: z.ZodError): Failure {
  const place = issue?.path.join('.') ?? ''
  const reason = `${place === '' ? 'The file' : place}: ${issue?.message ?? ''}`
  return {
    kind: 'invalid-input',
    title: 'This export cannot be imported',
    detail: reason.slice(0, longestReason).toWellFormed(),
    code: 'wrong-shape',
    nextStep: 'Correct the file, or export the providers again.',
  }
}

const wrongPassphrase: Failure = {
  kind: 'invalid-input',
  title: 'Wrong passphrase',
  detail: 'The passphrase is wrong, or the file has been altered.',
  code: 'wrong-passphrase',
  nextStep: 'Check the keyboard layout and the Caps Lock key, then try again.',
}

const alteredExport: Failure = {
  kind: 'invalid-input',
  title: 'This file has been altered',
  detail: 'Its providers do not match the encrypted secrets.',
  code: 'altered-export',
  nextStep: 'Get the file again from the person who exported it.',
}

/** A bug elsewhere: what is stored has been checked before. */
const notExportable: Failure = {
  kind: 'internal',
  title: 'These providers cannot be exported',
  detail: 'The written file could not be read back. Nothing was exported.',
  nextStep: 'Export fewer providers to find the one that causes this.',
}
