import { defineConfig } from '@playwright/test'
import { runtimeToUse } from './stand-in/browsers/runtime.ts'

const onElectron = runtimeToUse() === 'electron'
const isCi = process.env['CI'] !== undefined

export default defineConfig({
  testMatch: ['e2e/**/*.spec.ts', 'stand-in/**/*.spec.ts'],
  // The specs of the stand-in need the stand-in.
  testIgnore: onElectron ? 'stand-in/**' : [],
  outputDir: 'test-results',
  // Each worker runs one or two browsers. Apps on Electron share the clipboard of the system.
  workers: onElectron ? 1 : 2,
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  // Allows for machines that are busy with something else.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '.reports/e2e.json' }]],
})
