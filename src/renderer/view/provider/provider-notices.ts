import type { ProviderSummary } from '../../../shared/ipc.ts'
import { localText } from '../../../inspector/index.ts'
import type { Field, ProviderTemplate } from '../../../shared/template.ts'
import type { Session } from '../../state/session.ts'
import { failureSentences } from '../../text/failure-words.ts'
import type { Notice } from '../parts/mark.ts'

/** The banners above a provider's operations: each problem with the action that solves it. */
export function noticesOf(
  summary: ProviderSummary,
  template: ProviderTemplate | undefined,
  session: Session,
): Notice[] {
  const { provider, secrets, unsaved, interrupted } = summary
  const { id } = provider
  const edit = (field?: string) => () =>
    session.navigation.go({ view: 'edit', id, ...(field !== undefined && { field }) })
  const notices: Notice[] = []

  if (!template) {
    notices.push({
      tone: 'bad',
      icon: 'warning',
      title: 'Unknown kind of service',
      lines: [
        `The template ${provider.template} is missing. Everything that is stored is kept.`,
        'Install a version of Touchstone that includes it.',
      ],
    })
  }
  if (unsaved) {
    notices.push({
      tone: 'bad',
      icon: 'warning',
      title: 'Tokens not saved',
      lines: failureSentences(unsaved),
      actions: [{ label: 'Save again', run: () => void session.saveAgain(id) }],
    })
  }
  if (interrupted) {
    const operation = template?.operations.find((each) => each.id === interrupted.operation)
    notices.push({
      tone: 'soon',
      icon: 'warning',
      title: 'Your refresh token may have been replaced',
      lines: [
        `${operation?.label ?? interrupted.operation} was sent on ${localText(interrupted.sentAtMs / 1000)}, and no response arrived. The service may have issued a new refresh token that was lost.`,
        'If Refresh fails now, obtain a new pair.',
      ],
      actions: [{ label: 'Dismiss', run: () => void session.dismissInterrupted(id) }],
    })
  }
  if (secrets.state === 'locked') {
    notices.push({
      tone: 'off',
      icon: 'locked',
      title: 'Secrets are locked',
      lines: ['Unlock them to obtain, refresh, reveal or copy a token.'],
      actions: [{ label: 'Unlock', run: () => (session.navigation.dialog = 'vault') }],
    })
  } else if (secrets.state === 'enter-again') {
    notices.push({
      tone: 'bad',
      icon: 'warning',
      title: 'Enter the secrets again',
      lines: failureSentences(secrets.failure),
      actions: [
        { label: 'Enter again', run: edit(template?.fields.find((each) => each.secret)?.name) },
      ],
    })
  } else {
    const blank = blankFields(summary, template)
    if (blank.length > 0) {
      notices.push({
        tone: 'soon',
        icon: 'key',
        title: `${blank.map(({ label }) => label).join(' and ')} missing`,
        lines: ['The service needs what is missing for its calls.'],
        actions: [{ label: 'Enter it', run: edit(blank[0]?.name) }],
      })
    }
  }
  return notices
}

function blankFields(
  { secrets, provider }: ProviderSummary,
  template: ProviderTemplate | undefined,
): Field[] {
  if (secrets.state !== 'ready' || !template) return []
  return template.fields.filter(
    ({ name, required, secret }) =>
      required && !(secret ? secrets.present.includes(name) : (provider.fields[name] ?? '').trim()),
  )
}
