import {
  claimRows,
  type Content,
  headerRows,
  type Inspection,
  type JsonObject,
  registry,
  type Signature,
  writeJson,
} from '../../inspector/index.ts'
import { claimLines } from './claim-lines.ts'
import type { Paint } from './paint.ts'
import { counted, shownUpTo } from './shown.ts'

/** A section for each header, then the claims, or whatever else the payload is. */
export function contentLines(inspection: Inspection, nowSeconds: number, paint: Paint): string[][] {
  const headers = headersOf(inspection).map(({ title, object }) => [
    paint('bold', title),
    ...claimLines(headerRows(object, registry), nowSeconds, paint),
  ])
  if (inspection.claims !== null) {
    return [...headers, claimSection('Claims', inspection.claims, nowSeconds, paint)]
  }
  const payload = 'payload' in inspection ? contentText('Payload', inspection.payload, paint) : []
  return [...headers, payload]
}

/** The title and a line for each claim. */
export const claimSection = (
  title: string,
  claims: JsonObject,
  nowSeconds: number,
  paint: Paint,
): string[] => [
  claims.members.length === 0 ? `${paint('bold', title)}: none` : paint('bold', title),
  ...claimLines(claimRows(claims, registry), nowSeconds, paint),
]

interface Header {
  title: string
  object: JsonObject
}

function headersOf(inspection: Inspection): Header[] {
  switch (inspection.kind) {
    case 'jws':
    case 'sd-jwt':
      return inspection.signatures.flatMap((signature, index, all) =>
        signatureHeaders(signature, all.length === 1 ? '' : ` of signature ${index + 1}`),
      )
    case 'jwe':
      return [
        ...header('Header', inspection.header),
        ...header('Unprotected header', inspection.unprotected),
        ...inspection.recipients.flatMap(({ unprotected }, index) =>
          header(`Header of recipient ${index + 1}`, unprotected),
        ),
      ]
    default:
      return header('Header', inspection.header)
  }
}

const signatureHeaders = (signature: Signature, of: string): Header[] => [
  ...header(`Header${of}`, signature.header),
  ...header(`Unprotected header${of}`, signature.unprotected),
]

const header = (title: string, object: JsonObject | null): Header[] =>
  object === null ? [] : [{ title, object }]

const longestText = 2000

function contentText(title: string, content: Content, paint: Paint): string[] {
  switch (content.form) {
    case 'json':
      return [paint('bold', title), `  ${shownUpTo(writeJson(content.root), longestText)}`]
    case 'text': {
      const { text, masked } = content
      const left = masked && `[${masked.label}, ${counted(masked.length, 'character')}, left out]`
      return [paint('bold', title), `  ${left ?? shownUpTo(text, longestText)}`]
    }
    case 'bytes':
      return [`${paint('bold', title)}: ${counted(content.bytes, 'byte')}`, `  ${content.hex}`]
    case 'undecodable':
      return [`${paint('bold', title)}: it cannot be decoded`]
    case 'token':
    case 'absent':
      return []
  }
}
