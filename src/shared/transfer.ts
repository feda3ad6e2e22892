import type { Failure } from './result.ts'

/** Providers written to a file, and read from one. */

/** Providers in one file. */
export const mostExported = 1000
export const exportMaxBytes = 16 * 1024 * 1024

export interface ExportRequest {
  ids: string[]
  /** Seals the secrets of the providers with it. Without one, no secret is exported. */
  passphrase?: string
}

export interface ExportDone {
  path: string
  providers: number
  secrets: number
  /** Names of providers whose secrets cannot be read, and are left out. */
  unreadable: string[]
}

/** What an address in a provider's settings is for: token calls, a proxy for them, or fetching keys. */
export type HostUse = 'calls' | 'proxy' | 'keys'

export interface ImportHost {
  host: string
  /** Not in use here yet for everything that the file uses it for. */
  isNew: boolean
  uses: HostUse[]
}

/** What a provider in a file brings for its connection. */
export interface ImportConnection {
  /** The address of a manual proxy; null for none of its own. */
  proxy: string | null
  authorities: boolean
  clientCertificate: boolean
  insecure: boolean
}

/** A provider in a file. Its texts are untrusted; it holds no value of a secret. */
export interface ImportItem {
  name: string
  environment: string
  baseUrl: string
  /** The template's name, or its id where it is not known here. */
  service: string
  /** Labels of the fields in clear that have a value. */
  fields: string[]
  /** Labels of the secrets that it brings. */
  secrets: string[]
  mutedFindings: number
  keySource: boolean
  /** Null where it is reached as others are. */
  connection: ImportConnection | null
  /** A provider of the same name, environment, base URL and template exists. */
  isThere: boolean
  /** Why it cannot be imported. */
  problem: string | null
}

export interface ImportPreview {
  /** Names this preview once: for `unlockImport` or `importProviders`. */
  ticket: string
  file: string
  /** `sealed`: `unlockImport` opens them. */
  secrets: 'none' | 'sealed' | 'open'
  /** In the order of the file: `importProviders` takes their positions. */
  items: ImportItem[]
  hosts: ImportHost[]
}

export interface ImportDone {
  /** Names the import for `undoImport`. */
  ticket: string
  added: { id: string; name: string }[]
  /** Number of secrets that were added. */
  secrets: number
  /** Names of providers whose secrets or key source were left out, as the user answered. */
  leftOut: string[]
  failed: { name: string; failure: Failure }[]
}
