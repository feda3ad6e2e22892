import { counted, type Finding, type Severity } from '../../inspector/index.ts'
import { type Paint, shown, type Style } from './terminal.ts'

const styles: Record<Severity, Style> = { error: 'red', warning: 'yellow', note: 'dim' }
const severities: readonly Severity[] = ['error', 'warning', 'note']
const margin = ' '.repeat('  warning  '.length)

/** Each finding with its text, its reason and its reference, in the given order. */
export function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  const title = paint('bold', 'Findings')
  if (findings.length === 0) return [`${title}: none`]
  const counts = severities.flatMap((severity) => {
    const { length } = findings.filter((each) => each.severity === severity)
    return length === 0 ? [] : [counted(length, severity)]
  })
  return [
    `${title}: ${counts.join(', ')}`,
    ...findings.flatMap(({ severity, text, why, id, reference }) => [
      `  ${paint(styles[severity], severity.padEnd('warning'.length))}  ${shown(text)}`,
      `${margin}${shown(why)}`,
      paint('dim', `${margin}${reference === '' ? id : `${id}, ${reference}`}`),
    ]),
  ]
}
