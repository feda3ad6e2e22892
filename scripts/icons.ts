/** `node scripts/icons.ts`: draws resources/icons/icon.svg in the sizes that desktops need. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import {
  findInstalledChromium,
  findPlaywrightChromium,
} from '../stand-in/browsers/find-chromium.ts'

const folder = join(import.meta.dirname, '../resources/icons')
const sizes = [16, 32, 48, 64, 128, 256, 512]

const executablePath = findInstalledChromium() ?? findPlaywrightChromium()
if (executablePath === undefined) throw new Error('No Chrome or Chromium is installed')
const browser = await chromium.launch({ executablePath })
const page = await browser.newPage()
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`)
for (const size of sizes) {
  await page.setViewportSize({ width: size, height: size })
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true })
}
await browser.close()
