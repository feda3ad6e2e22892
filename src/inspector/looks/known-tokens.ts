/** A kind of opaque token that is recognized by its prefix. */
export interface KnownToken {
  prefix: string
  issuer: string
  /** Name of the kind, without the issuer. */
  what: string
  /** False for identifiers, which are not secret. */
  secret?: false
}

/** If one prefix begins another, the longer one comes first. */
const knownTokens: readonly KnownToken[] = [
  { prefix: 'github_pat_', issuer: 'GitHub', what: 'fine-grained personal access token' },
  { prefix: 'ghp_', issuer: 'GitHub', what: 'personal access token' },
  { prefix: 'gho_', issuer: 'GitHub', what: 'OAuth access token' },
  { prefix: 'ghu_', issuer: 'GitHub', what: 'user access token of an app' },
  { prefix: 'ghs_', issuer: 'GitHub', what: 'installation access token of an app' },
  { prefix: 'ghr_', issuer: 'GitHub', what: 'refresh token of an app' },
  { prefix: 'glpat-', issuer: 'GitLab', what: 'personal access token' },
  { prefix: 'gldt-', issuer: 'GitLab', what: 'deploy token' },
  { prefix: 'glrt-', issuer: 'GitLab', what: 'runner authentication token' },
  { prefix: 'glptt-', issuer: 'GitLab', what: 'pipeline trigger token' },
  { prefix: 'xoxb-', issuer: 'Slack', what: 'bot token' },
  { prefix: 'xoxp-', issuer: 'Slack', what: 'user token' },
  { prefix: 'xoxa-', issuer: 'Slack', what: 'app access token' },
  { prefix: 'xoxr-', issuer: 'Slack', what: 'refresh token' },
  { prefix: 'xoxe.', issuer: 'Slack', what: 'rotating access token' },
  { prefix: 'xapp-', issuer: 'Slack', what: 'app-level token' },
  { prefix: 'sk_live_', issuer: 'Stripe', what: 'live secret key' },
  { prefix: 'sk_test_', issuer: 'Stripe', what: 'test secret key' },
  { prefix: 'rk_live_', issuer: 'Stripe', what: 'live restricted key' },
  { prefix: 'whsec_', issuer: 'Stripe', what: 'webhook signing secret' },
  { prefix: 'ya29.', issuer: 'Google', what: 'OAuth access token' },
  { prefix: '1//', issuer: 'Google', what: 'OAuth refresh token' },
  { prefix: 'GOCSPX-', issuer: 'Google', what: 'OAuth client secret' },
  { prefix: 'AIza', issuer: 'Google', what: 'API key' },
  { prefix: 'ASIA', issuer: 'AWS', what: 'temporary access key id', secret: false },
  {
    prefix: 'AKIA',
    issuer: 'AWS',
    what: 'access key id, not a token',
    secret: false,
  },
  { prefix: 'npm_', issuer: 'npm', what: 'access token' },
  { prefix: 'pypi-', issuer: 'PyPI', what: 'API token' },
  { prefix: 'sk-proj-', issuer: 'OpenAI', what: 'project API key' },
  { prefix: 'sk-ant-', issuer: 'Anthropic', what: 'API key' },
  { prefix: 'hf_', issuer: 'Hugging Face', what: 'access token' },
  { prefix: 'hvs.', issuer: 'HashiCorp Vault', what: 'service token' },
  { prefix: 'dckr_pat_', issuer: 'Docker', what: 'personal access token' },
  { prefix: 'shpat_', issuer: 'Shopify', what: 'admin API access token' },
  { prefix: 'SG.', issuer: 'SendGrid', what: 'API key' },
]

/**
 * What follows the prefix: at least the 16 characters of an AWS key. Lower-case words alone are not
 * a token but a name, such as `npm_config_legacy_peer_deps`.
 */
const rest = /^(?=.*[0-9A-Z])[\w.~+/=%-]{16,}$/
const awsRest = /^[A-Z2-7]{16}$/

/** For finding such tokens in a longer text. */
export const knownPrefixes: readonly string[] = knownTokens.map(({ prefix }) => prefix)

const byPrefix = new Map(knownTokens.map((known) => [known.prefix, known]))
/** One pattern for all prefixes, since most texts begin with none of them. */
const anyPrefix = new RegExp(`^(?:${knownPrefixes.join('|').replaceAll('.', '\\.')})`)

/** null if the text is not a token of a known kind. */
export function knownTokenOf(text: string): KnownToken | null {
  const prefix = anyPrefix.exec(text)?.[0]
  const known = prefix === undefined ? undefined : byPrefix.get(prefix)
  if (known === undefined) return null
  const pattern = known.issuer === 'AWS' ? awsRest : rest
  return pattern.test(text.slice(known.prefix.length)) ? known : null
}
