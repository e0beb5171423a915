import { type Browser, chromium, type Page } from 'playwright'
import { at } from './workspace.ts'

/** Starts the browser that the tests use. */
export async function launchBrowser(): Promise<Browser> {
  const { findBrowser } = (await import(at('scripts/lib/browser.mjs'))) as {
    findBrowser: () => Promise<string>
  }
  return chromium.launch({
    executablePath: await findBrowser(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** Gives the bytes of the page's heap that are in use after a collection. */
export async function heapReader(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  return async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize
  }
}
