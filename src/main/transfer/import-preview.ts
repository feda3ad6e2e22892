import { failed, ok, type Result } from '../../shared/result.ts'
import { providerDraft } from '../../shared/provider.ts'
import type { ProviderTemplate } from '../../shared/template.ts'
import type { ImportConnection, ImportItem, ImportPreview } from '../../shared/transfer.ts'
import type { StoredProvider } from '../vault/provider-actions.ts'
import { keptKeySource } from '../verify/kept-key-source.ts'
import { quotedName } from '../consent.ts'
import { keptConnection } from '../workspace/check-connection.ts'
import { checkDraft, type Templates } from '../workspace/check-draft.ts'
import { fieldLabel } from '../workspace/move-questions.ts'
import type { ExportedProvider, ExportFile } from './export-file.ts'
import { importHosts } from './import-hosts.ts'

/** A file that was read, until it is imported or dropped. Secret: never leaves main. */
export interface HeldImport {
  ticket: string
  /** For the window, so without its folder. */
  name: string
  file: ExportFile
  secrets: 'none' | 'sealed' | 'open'
  providers: readonly ExportedProvider[]
}

/** Passes a provider of a file through the same checks as one from the form. */
export function checkImported(
  { mutedFindings, keySource, ...entered }: ExportedProvider,
  templates: Templates,
): Result<ExportedProvider> {
  const parsed = providerDraft.safeParse(entered)
  if (!parsed.success) return failed(notAcceptable('The values are not those of a provider.'))
  if (!templates.has(entered.template)) {
    return failed(notAcceptable(`Unknown template ${quotedName(entered.template)}.`))
  }
  // As if it were stored: a file without secrets has certificates without their keys.
  const draft = checkDraft(parsed.data, templates, parsed.data.connection)
  if (!draft.ok) return draft
  const { connection, secrets, ...settings } = draft.value
  const kept = keySource ? keptKeySource(keySource) : ok(null)
  if (!kept.ok) return kept
  return ok({
    ...settings,
    ...keptConnection(connection),
    secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')),
    mutedFindings,
    keySource: kept.value,
  })
}

/** What the window shows of a file. Holds no value of a secret. */
export function previewOf(
  { ticket, name, secrets, providers }: HeldImport,
  templates: Templates,
  stored: readonly StoredProvider[],
): ImportPreview {
  const checked = providers.map((provider) => checkImported(provider, templates))
  const usable = checked.flatMap((result) => (result.ok ? [result.value] : []))
  return {
    ticket,
    file: name,
    secrets,
    items: providers.map((provider, at) => itemOf(provider, checked[at], templates, stored)),
    hosts: importHosts(usable, stored),
  }
}

function itemOf(
  provider: ExportedProvider,
  checked: Result<ExportedProvider> | undefined,
  templates: Templates,
  stored: readonly StoredProvider[],
): ImportItem {
  const template = templates.get(provider.template)
  const { name, environment, baseUrl } = checked?.ok ? checked.value : provider
  const isSame = ({ provider: other }: StoredProvider) =>
    other.name === name &&
    other.environment === environment &&
    other.baseUrl === baseUrl &&
    other.template === provider.template
  return {
    name,
    environment,
    baseUrl: withoutUser(baseUrl),
    service: template?.name ?? provider.template,
    fields: labels(provider.fields, template),
    secrets: labels(provider.secrets, template),
    mutedFindings: provider.mutedFindings.length,
    keySource: provider.keySource !== null,
    connection: connectionOf(provider),
    isThere: stored.some(isSame),
    problem: checked?.ok === false ? (checked.failure.detail ?? checked.failure.title) : null,
  }
}

function connectionOf({ connection }: ExportedProvider): ImportConnection | null {
  if (connection === undefined) return null
  const { proxy, authorities, clientCertificate, insecure } = connection
  return {
    proxy: proxy.use === 'manual' ? withoutUser(proxy.url) : null,
    authorities: authorities !== '',
    clientCertificate: clientCertificate !== '',
    insecure,
  }
}

/** An address with a user name or password is refused, and shown without them. */
function withoutUser(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  if (url.username === '' && url.password === '') return address
  url.username = ''
  url.password = ''
  return url.href
}

const labels = (values: Record<string, string>, template: ProviderTemplate | undefined) =>
  Object.keys(values)
    .filter((name) => values[name] !== '')
    .map((name) => fieldLabel(name, template))

const notAcceptable = (detail: string) =>
  ({
    kind: 'invalid-input',
    title: 'This provider cannot be imported',
    detail,
    nextStep: 'Import the others.',
  }) as const
