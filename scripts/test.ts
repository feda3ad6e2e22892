import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { collectOutput } from '../stand-in/launch/running-app.ts'

/**
 * `npm test`: every check. Each step is an npm script; two of them run at a time, since most of them use one
 * core. The end-to-end tests need the build, and use every core: they run last and alone. The last line adds
 * up the reports of the test runners.
 *
 * `--all`, which is `npm run test:all`, tries ten times as many hostile inputs.
 */

interface Step {
  script: string
  /** The report file of its test runner. A step without one counts as a single check. */
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
  /** Includes files that failed before any of their tests ran, which fail no test. */
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

/** In the order in which they start: the longest first. */
const checks: Step[] = [
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
  { script: 'lint' },
  { script: 'types' },
  { script: 'format:check' },
  { script: 'build' },
  { script: 'knip' },
]

const endToEnd: Step = {
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
}

if (process.argv.includes('--all')) process.env['TOUCHSTONE_TEST_ALL'] = '1'
rmSync(reports, { recursive: true, force: true })
console.log('\n== two at a time: ' + checks.map(({ script }) => script).join(', '))
const done = [...(await takeTwoAtATime(checks)), await take(endToEnd, false)]

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

async function takeTwoAtATime(steps: Step[]): Promise<Done[]> {
  const waiting = [...steps.entries()]
  const taken: Done[] = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, step] = next
      taken[place] = await take(step, true)
    }
  }
  await Promise.all([worker(), worker()])
  return taken
}

/** Runs a step and counts its checks. The output of a `held` one is printed when it has ended. */
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

/** A runner that exits with an error counts as a failure, even if it reports no failed test. */
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
