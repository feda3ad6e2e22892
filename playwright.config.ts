import { defineConfig } from '@playwright/test'
import { runtimeToUse } from './stand-in/browsers/runtime.ts'

const isCi = process.env['CI'] !== undefined

export default defineConfig({
  testMatch: ['e2e/**/*.spec.ts', 'stand-in/**/*.spec.ts'],
  // The stand-in's own rules have nothing to show where Electron itself runs.
  testIgnore: runtimeToUse() === 'electron' ? 'stand-in/**' : [],
  outputDir: 'test-results',
  // A launch takes about a second; each worker keeps one or two browsers busy.
  workers: 2,
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  // For machines that are busy with other things too.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
})
