/**
 * `npm run screenshots`: takes the pictures of the README, in resources/screenshots. Arguments are
 * passed to Playwright: `npm run screenshots -- -g token-light` takes one picture.
 */
import { runPlaywright } from './runtime/run-playwright.ts'

process.exitCode = runPlaywright(['--config', 'e2e/tour', ...process.argv.slice(2)])
