// npm run e2e [-- what Playwright takes]: the end-to-end tests against a fresh build.
// npm run screenshots: only the tests that take the pictures of docs/screenshots.
import { findBrowser } from './lib/browser.mjs'
import { main } from './lib/failure.mjs'
import { prepareBuild, prepareInstall } from './lib/prepare.mjs'
import { tool } from './lib/root.mjs'
import { run } from './lib/run.mjs'

const [first, ...rest] = process.argv.slice(2)
const screenshots = first === '--screenshots'

await main(async () => {
  await prepareInstall()
  await prepareBuild()
  const env = { HOOKLENS_CHROMIUM: await findBrowser(), ...(screenshots && { HOOKLENS_SCREENSHOTS: '1' }) }
  const args = screenshots ? ['--grep', '@screenshot', ...rest] : process.argv.slice(2)
  const { code } = await run([...tool('@playwright/test', 'playwright'), 'test', ...args], {
    show: true,
    env,
  })
  return code
})
