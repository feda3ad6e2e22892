import { defineConfig } from '@playwright/test'

/** The measurements of `npm run bench` in the window. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../../test-results/bench',
  // One at a time, so that nothing else runs during a measurement.
  workers: 1,
  timeout: 300_000,
})
