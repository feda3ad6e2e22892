/**
 * `npm run bench`: measures the app against its performance targets and writes a report. A missed
 * target does not fail the run. `npm run bench -- decode window` measures these parts only.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { buildIfStale, root } from '../runtime/build.ts'
import { runPlaywright } from '../runtime/run-playwright.ts'
import { bytesRows } from './bytes-rows.ts'
import { callRows } from './call-rows.ts'
import { decodeRows } from './decode-rows.ts'
import { missingRow, type Row } from './row.ts'
import { sizeRows } from './size-rows.ts'
import { table } from './table.ts'

const reports = join(root, '.reports')
const windowReports = join(reports, 'bench')

const parts: Record<string, () => Row[] | Promise<Row[]>> = {
  decode: decodeRows,
  size: sizeRows,
  call: callRows,
  bytes: bytesRows,
  window: windowRows,
}

/** Measurements in the window, by the specs in `e2e/bench`. */
function windowRows(): Row[] {
  rmSync(windowReports, { recursive: true, force: true })
  runPlaywright(['--config', 'e2e/bench', '--reporter', 'line'])
  return ['start', 'paste', 'list'].flatMap(rowsIn)
}

function rowsIn(name: string): Row[] {
  try {
    return JSON.parse(readFileSync(join(windowReports, `${name}.json`), 'utf8')) as Row[]
  } catch {
    // The specs have printed what went wrong.
    return [missingRow(name, 'not measured: see above')]
  }
}

async function measure(name: string): Promise<Row[]> {
  console.log(`Measuring ${name}`)
  try {
    return (await parts[name]?.()) ?? []
  } catch (error) {
    console.error(error)
    return [missingRow(name, 'not measured: see above')]
  }
}

/** Warns about a busy machine: noise affects ratios little, but milliseconds directly. */
function sayIfBusy(): number {
  const [load = 0] = loadavg()
  if (load > availableParallelism() / 2) {
    console.log(
      `The machine is busy with something else (load ${load.toFixed(1)}): times will be too long`,
    )
  }
  return load
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: choose of ${Object.keys(parts).join(', ')}`)
  process.exitCode = 2
} else if (buildIfStale()) {
  const load = sayIfBusy()
  const rows: Row[] = []
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    rows.push(...(await measure(name)))
  }
  const machine = {
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cores: availableParallelism(),
    load,
  }
  mkdirSync(reports, { recursive: true })
  writeFileSync(join(reports, 'bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
  console.log(`\n${table(rows)}`)
} else process.exitCode = 1
