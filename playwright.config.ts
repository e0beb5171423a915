import { defineConfig } from '@playwright/test'

const browser = process.env['HOOKLENS_CHROMIUM']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous: a busy machine is no fault of the page.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    // A trace records every test to keep those of the few that fail, which is over a quarter of the processor's time:
    // `--trace on` where one is wanted. The picture, the page's structure and the server's output are always there.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser !== undefined && { executablePath: browser }),
      // Playwright adds --no-sandbox by itself: root and containers need it, and only our own page is loaded.
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'chromium' }],
})
