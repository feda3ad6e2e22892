import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { z } from 'zod'
import { collectOutput } from '../stand-in/launch/running-app.ts'

/**
 * `npm test`: every check. Each step is an npm script. The end-to-end tests take longest: they start as soon
 * as the build is ready. They often wait for a browser, and meanwhile the other checks get the processor,
 * two at a time and at a lower priority. The last line adds up the reports of the test runners.
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
const both = await Promise.all([
  takeInTurn([{ script: 'build' }, endToEnd]),
  takeTwoAtATime(checks),
])
const done = both.flat()

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

async function takeInTurn(steps: Step[]): Promise<Done[]> {
  const taken: Done[] = []
  for (const step of steps) {
    console.log(`\n== ${step.script}`)
    taken.push(await take(step))
  }
  return taken
}

async function takeTwoAtATime(steps: Step[]): Promise<Done[]> {
  const waiting = [...steps.entries()]
  const taken: Done[] = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, step] = next
      taken[place] = await take(step, { behind: true })
    }
  }
  await Promise.all([worker(), worker()])
  return taken
}

interface Place {
  /** At a lower priority. What it writes is printed when it has ended. */
  behind: boolean
}

/** Runs a step and counts its checks. */
async function take(step: Step, { behind }: Place = { behind: false }): Promise<Done> {
  const { script } = step
  const startedAt = Date.now()
  const { worked, said } = await run(script, behind)
  if (behind) console.log(`\n== ${script}\n${said}`)
  else if (said !== '') console.log(said)
  return { script, tally: count(step, worked), seconds: (Date.now() - startedAt) / 1000 }
}

function run(script: string, behind: boolean): Promise<{ worked: boolean; said: string }> {
  const output = behind ? 'pipe' : 'inherit'
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['inherit', output, output],
    shell: process.platform === 'win32',
  })
  if (behind && child.pid !== undefined) {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  }
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
