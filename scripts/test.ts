import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { collectOutput } from '../stand-in/launch/running-app.ts'

/**
 * Everything that has to hold, in the order in which a mistake shows soonest. Each step is an npm
 * script of its own; the last line adds up what the runners themselves reported. Those that keep one
 * core busy each run side by side.
 */

interface Step {
  script: string
  /** Where its runner writes its report; a step without one counts as a single check. */
  report?: { file: string; read: (text: string) => Tally }
}

interface Done {
  script: string
  tally: Tally
  seconds: number
}

interface Tally {
  passed: number
  failed: number
  skipped: number
}

const reports = '.reports'

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  /** Files that failed before any of their tests ran fail no test: they count here. */
  numFailedTestSuites: z.int(),
  success: z.boolean(),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
  errors: z.array(z.unknown()),
})

const steps: Step[][] = [
  [{ script: 'lint' }, { script: 'types' }, { script: 'format:check' }, { script: 'knip' }],
  [
    {
      script: 'test:unit',
      report: {
        file: `${reports}/unit.json`,
        read: (text) => {
          const report = vitestReport.parse(JSON.parse(text))
          const failed = report.numFailedTests
          return {
            passed: report.numPassedTests,
            failed:
              failed === 0 && !report.success ? Math.max(1, report.numFailedTestSuites) : failed,
            skipped: report.numPendingTests,
          }
        },
      },
    },
  ],
  [{ script: 'build' }],
  [
    {
      script: 'test:e2e',
      report: {
        file: `${reports}/e2e.json`,
        read: (text) => {
          const { stats, errors } = playwrightReport.parse(JSON.parse(text))
          return {
            passed: stats.expected + stats.flaky,
            failed: stats.unexpected + errors.length,
            skipped: stats.skipped,
          }
        },
      },
    },
  ],
]

rmSync(reports, { recursive: true, force: true })
const done: Done[] = []
for (const sideBySide of steps) {
  if (sideBySide.length > 1) {
    console.log(`\n== side by side: ${sideBySide.map(({ script }) => script).join(', ')}`)
  }
  done.push(...(await Promise.all(sideBySide.map((step) => take(step, sideBySide.length > 1)))))
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const { tally } of done) {
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
}
const lines = done.map(
  ({ script, tally, seconds }) => `${script.padEnd(10)} ${say(tally)} (${seconds.toFixed(0)} s)`,
)
console.log(`\n${lines.join('\n')}\n`)
console.log(say(total))
process.exitCode = total.failed === 0 ? 0 : 1

/** Runs a step and counts it. Of those side by side, what each says comes in one piece, at its end. */
async function take(step: Step, held: boolean): Promise<Done> {
  const { script } = step
  const title = `\n== ${script}`
  if (!held) console.log(title)
  const startedAt = Date.now()
  const { worked, said } = await run(script, held)
  if (held || said !== '') console.log(held ? `${title}\n${said}` : said)
  return { script, tally: count(step, worked), seconds: (Date.now() - startedAt) / 1000 }
}

function run(script: string, held: boolean): Promise<{ worked: boolean; said: string }> {
  const output = held ? 'pipe' : 'inherit'
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['inherit', output, output],
    shell: process.platform === 'win32',
  })
  const said = collectOutput([child.stdout, child.stderr])
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ worked: false, said: `${said()}${message}` }))
    child.once('close', (code) => resolve({ worked: code === 0, said: said() }))
  })
}

/** A runner that fails without reporting a failed test still fails the whole. */
function count({ report }: Step, worked: boolean): Tally {
  if (!report) return { passed: worked ? 1 : 0, failed: worked ? 0 : 1, skipped: 0 }
  try {
    const tally = report.read(readFileSync(report.file, 'utf8'))
    return { ...tally, failed: worked ? tally.failed : Math.max(1, tally.failed) }
  } catch (error) {
    console.error(`No usable report at ${report.file}: ${String(error)}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function say({ passed, failed, skipped }: Tally): string {
  const tail = skipped > 0 ? `, ${skipped} skipped` : ''
  return `${passed} passed, ${failed} failed${tail}`
}
