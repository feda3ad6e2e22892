import type { ProviderSummary } from '../../shared/ipc.ts'
import type { ProviderTemplate } from '../../shared/template.ts'

/** The searchable text of a provider: name, environment, template and URL, in lower case. */
function searchedText({ provider }: ProviderSummary, template?: ProviderTemplate): string {
  const { name, environment, baseUrl } = provider
  return [name, environment, template?.name, provider.template, baseUrl].join('\n').toLowerCase()
}

/** Ids of the providers that contain every word of the query; null if the query is empty. */
export function matching(
  query: string,
  providers: readonly ProviderSummary[],
  templateOf: (summary: ProviderSummary) => ProviderTemplate | undefined,
): ReadonlySet<string> | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  const found = providers.filter((summary) => {
    const text = searchedText(summary, templateOf(summary))
    return words.every((word) => text.includes(word))
  })
  return new Set(found.map((summary) => summary.provider.id))
}
