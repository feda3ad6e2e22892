/** `npm run test:e2e`: the end-to-end specs on the best there is; arguments go to Playwright. */
import { runPlaywright } from './runtime/run-playwright.ts'

process.exitCode = runPlaywright(process.argv.slice(2))
