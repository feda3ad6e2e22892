import type { ByToken, CopyFormat } from '../../shared/ipc.ts'
import { inspect, type Inspection, type Slot, writeJson } from '../../inspector/index.ts'
import type { Provider } from '../../shared/provider.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { Templates } from './check-draft.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import { redactTexts } from '../provider/response/redact.ts'
import { curlCommand, shellQuoted } from './curl-command.ts'
import { type Entries, inspectionContext, secretsOf } from './entries.ts'
import type { TokenUses, UsedToken } from './token-uses.ts'

interface TokenActionOptions {
  entries: Pick<Entries, 'find' | 'token'>
  templates: Templates
  demo: Pick<DemoWorkspace, 'resolveBaseUrl'>
  copy: (text: string) => Promise<{ clearsAfterSeconds: number }>
  uses: TokenUses
  now: () => number
}

/** Actions on a token that a provider holds. Only `reveal` sends its text to the window. */
export function createTokenActions(options: TokenActionOptions) {
  const { entries, templates, demo, uses, now } = options
  const addressOf = ({ baseUrl, template }: Provider) => demo.resolveBaseUrl(baseUrl, template)

  return {
    inspect(of: ByToken): Result<Inspection> {
      const found = entries.token(of)
      if (!found.ok) return found
      const { entry, token } = found.value
      const inspection = inspect(token.text, inspectionContext(entry, of.slot, templates, now()))
      return ok({ ...inspection, findings: redactTexts(inspection.findings, secretsOf(entry)) })
    },

    reveal(of: ByToken): Result<string> {
      const found = entries.token(of)
      if (!found.ok) return found
      const { entry, token } = found.value
      const allowed = uses.reveal(usedToken(entry.provider, of.slot))
      return allowed.ok ? ok(token.text) : allowed
    },

    async copy(
      of: ByToken & { format: CopyFormat },
    ): Promise<Result<{ clearsAfterSeconds: number }>> {
      const stored = entries.find(of.id)
      if (!stored.ok) return stored
      const { provider } = stored.value
      const baseUrl = of.format === 'curl' ? await addressOf(provider) : ok('')
      if (!baseUrl.ok) return baseUrl
      // Not before waiting: the vault may be locked meanwhile.
      const found = entries.token(of)
      if (!found.ok) return found
      const { token } = found.value
      const text = textToCopy(of.format, {
        provider,
        baseUrl: baseUrl.value,
        slot: of.slot,
        token: token.text,
        claimsJson: of.format === 'claims-json' ? claimsJson(token.text, now()) : null,
      })
      if (text === null) return failed(noClaims)
      const copied = await options.copy(text)
      uses.copied(usedToken(provider, of.slot))
      return ok(copied)
    },
  }
}

const usedToken = ({ name, environment }: Provider, slot: Slot): UsedToken => {
  return { of: name, environment, what: slot }
}

/** The claims as they were written, with duplicate names and long numbers. */
function claimsJson(token: string, nowMs: number): string | null {
  const { claims } = inspect(token, { nowSeconds: nowMs / 1000 })
  return claims && writeJson(claims, { indent: 2 })
}

/** What is needed of a token to copy it. Secret. */
export interface Copied {
  provider: Provider
  /** The base URL that calls go to, never `demo:`. For the `curl` format alone. */
  baseUrl: string
  slot: Slot
  token: string
  /** The claims set as JSON, as it was written. For the `claims-json` format alone. */
  claimsJson: string | null
}

/** @returns the text for the clipboard; null if the token has no readable claims to copy */
export function textToCopy(format: CopyFormat, copied: Copied): string | null {
  const { token, baseUrl, claimsJson } = copied
  switch (format) {
    case 'token':
      return token
    case 'authorization-header':
      return `Authorization: Bearer ${token}`
    case 'curl':
      return curlCommand({ url: baseUrl, headers: { Authorization: `Bearer ${token}` } })
    case 'environment':
      return `export ${variableName(copied)}=${shellQuoted(token)}`
    case 'claims-json':
      return claimsJson
  }
}

/** A name that POSIX shells and `.env` files accept: `GOCARDLESS_SANDBOX_ACCESS_TOKEN`. */
function variableName({ provider, slot }: Copied): string {
  const words = `${provider.name} ${provider.environment} ${slot} token`
  const name = words
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toUpperCase()
  return /^[0-9]/.test(name) ? `_${name}` : name
}

const noClaims = {
  kind: 'invalid-input' as const,
  title: 'This token has no claims to copy',
  detail: 'The token is opaque. Only the service can read it.',
  nextStep: 'Copy the token instead.',
}
