import { defineConfig } from '@playwright/test'

/** The pictures of the README. No specs: nothing here passes or fails but for want of what a picture shows. */
export default defineConfig({
  testMatch: 'take-pictures.ts',
  outputDir: '../../test-results/tour',
  preserveOutput: 'never',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
})
