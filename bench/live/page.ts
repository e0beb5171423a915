import type { Page } from 'playwright'
import { heapReader, launchBrowser } from '../lib/browser.ts'
import { at } from '../lib/workspace.ts'

/** What the page noted since it was last asked; times are epoch milliseconds. */
export interface Notes {
  /** Event id, and when its row got into the DOM. */
  rows: [id: string, at: number][]
  longTasks: [at: number, durationMs: number][]
}

/** A real page, open on the list of all events. */
export interface WatchedPage {
  takeNotes(): Promise<Notes>
  /** Bytes of the page's heap in use after a collection. */
  heapBytes(): Promise<number>
  /** Resolves when the page says that so many events are there. @throws after `limitMs` */
  shows(events: number, limitMs: number): Promise<void>
  version: string
  close(): Promise<void>
}

export async function openPage(url: string): Promise<WatchedPage> {
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript({ path: at('bench/live/in-page.js') })
  await page.goto(url)
  await page.getByRole('listbox').waitFor()
  return {
    takeNotes: () => takeNotes(page),
    heapBytes: await heapReader(page),
    shows: async (events, limitMs) => {
      const text = `${events.toLocaleString('en-US')} events`
      await page.getByText(text, { exact: true }).waitFor({ timeout: limitMs })
    },
    version: browser.version(),
    close: () => browser.close(),
  }
}

function takeNotes(page: Page): Promise<Notes> {
  return page.evaluate<Notes>('takeNotes()')
}
