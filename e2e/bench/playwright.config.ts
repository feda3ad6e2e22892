import { defineConfig } from '@playwright/test'

/** What `npm run bench` measures in the window; the rows end up in its report. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results/bench',
  // One after the other: nothing else may run while something is measured.
  workers: 1,
  timeout: 300_000,
})
