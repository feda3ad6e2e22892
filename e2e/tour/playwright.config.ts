import { defineConfig } from '@playwright/test'

/** Takes the pictures of the README. A picture fails only if what it shows is missing. */
export default defineConfig({
  testMatch: ['take-pictures.ts', 'take-film.ts'],
  outputDir: '../../test-results/tour',
  preserveOutput: 'never',
  workers: 1,
  timeout: 60_000,
  reporter: 'list',
})
