/** `npm run test:e2e`: runs the specs on the best runtime available. Arguments are passed to Playwright. */
import { runPlaywright } from './runtime/run-playwright.ts'

process.exitCode = runPlaywright(process.argv.slice(2))
