/**
 * `npm run screenshots`: takes the pictures of the README into resources/screenshots. Arguments go to Playwright:
 * `npm run screenshots -- -g token-light` takes one.
 */
import { runPlaywright } from './runtime/run-playwright.ts'

process.exitCode = runPlaywright(['--config', 'e2e/tour', ...process.argv.slice(2)])
