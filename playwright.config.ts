import { defineConfig } from '@playwright/test'
import { runtimeToUse } from './stand-in/browsers/runtime.ts'

const isCi = process.env['CI'] !== undefined

export default defineConfig({
  testMatch: ['e2e/**/*.spec.ts', 'stand-in/**/*.spec.ts'],
  // The specs of the stand-in need the stand-in.
  testIgnore: runtimeToUse() === 'electron' ? 'stand-in/**' : [],
  outputDir: 'test-results',
  // A launch takes about a second, and each worker runs one or two browsers.
  workers: 2,
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  // Allows for machines that are busy with something else.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
})
