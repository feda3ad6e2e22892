import { defineConfig } from '@playwright/test'

const isCi = process.env['CI'] !== undefined

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A launch takes about a second; each worker keeps one or two browsers busy.
  workers: 2,
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  timeout: 30_000,
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
})
