/**
 * `npm run test:attack`: the tests of `src/main/attack` at length. Kills a writing process at random
 * moments, fails every call of the file system, forges calls of the window. Prints what it counted
 * and the seed that repeats it (`TOUCHSTONE_SEED`). `npm test` runs a short form.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './runtime/build.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', 'src/main/attack', '--disable-console-intercept'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, TOUCHSTONE_ATTACK: '1' } },
)
process.exitCode = status ?? 1
