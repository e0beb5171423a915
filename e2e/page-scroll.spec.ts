import type { Page } from '@playwright/test'
import { fillStore } from './fixtures/filled.ts'
import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Events, newest first' })
const event = (page: Page, number: number) =>
  page.getByRole('option', { name: new RegExp(`event ${number},`) })

/**
 * Where a row stands on the screen. Rows that are loaded above put it elsewhere in the list, and the list draws it
 * there only with its next frame: between the two it is in the document nowhere.
 */
async function placeOf(page: Page, number: number) {
  let place: Awaited<ReturnType<ReturnType<typeof event>['boundingBox']>> = null
  await expect.poll(async () => (place = await event(page, number).boundingBox())).not.toBeNull()
  return place
}

/** The numbers of the events whose rows are there, from top to bottom. */
function numbers(page: Page): Promise<number[]> {
  return page.getByRole('option').evaluateAll((all) =>
    all
      .map((row) => ({ top: row.getBoundingClientRect().top, name: row.getAttribute('aria-label') ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ name }) => Number(/event (\d+),/.exec(name)?.[1])),
  )
}

/**
 * Scrolls by most of a screen a frame, once its rows are there, until the event with the number `last` has been on screen. Gives the numbers of
 * the rows that came by, in that order.
 */
function walk(page: Page, by: 1 | -1, last: number): Promise<number[]> {
  return list(page).evaluate(
    async (element, { by, last }) => {
      const seen: number[] = []
      const look = () => {
        const { top, bottom } = element.getBoundingClientRect()
        const rows = [...element.querySelectorAll('[role=option]')].flatMap((row) => {
          const box = row.getBoundingClientRect()
          const number = Number(/event (\d+),/.exec(row.getAttribute('aria-label') ?? '')?.[1])
          return box.bottom > top && box.top < bottom ? [{ top: box.top, number }] : []
        })
        const shown = rows.sort((a, b) => (a.top - b.top) * by).map(({ number }) => number)
        const before = seen.at(-1)
        seen.push(...shown.filter((number) => before === undefined || (before - number) * by > 0))
      }
      const isLoaded = () => {
        const { top, bottom } = element.getBoundingClientRect()
        return [...element.querySelectorAll('[data-room]')].every((room) => {
          const box = room.getBoundingClientRect()
          return box.bottom <= top || box.top >= bottom
        })
      }
      look()
      while (!seen.includes(last)) {
        if (isLoaded()) element.scrollBy({ top: by * 500 })
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
        look()
      }
      return seen
    },
    { by, last },
  )
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => (from > to ? from - i : from + i))

test('scrolls to the oldest of many events and back, without a gap and with few rows in hand', async ({
  page,
  hooklens,
}) => {
  await fillStore(hooklens, 2600)
  await page.goto('/')
  await expect(event(page, 2600)).toBeVisible()
  expect(await walk(page, 1, 1)).toEqual(range(2600, 1))
  expect(await page.getByRole('option').count()).toBeLessThan(120)
  expect(await walk(page, -1, 2600)).toEqual(range(1, 2600))

  await send(hooklens.ingestUrl, { payload: stackPayload('team.created', { display_name: 'event 2601' }) })
  await list(page).evaluate((element) => element.scrollTo({ top: 0 }))
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/event 2601,/)
})

test('goes to either end with a key, and to the middle with the scrollbar', async ({ page, hooklens }) => {
  await fillStore(hooklens, 6000)
  await page.goto('/')
  await expect(event(page, 6000)).toBeVisible()
  await list(page).focus()
  await page.keyboard.press('End')
  await expect(event(page, 1)).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(event(page, 35)).toBeVisible()
  await page.keyboard.press('Home')
  await expect(event(page, 6000)).toBeVisible()

  await walk(page, 1, 3500)
  await list(page).evaluate((element) => element.scrollTo({ top: 1000 * 34 }))
  await expect(event(page, 4990)).toBeVisible()
  await expect.poll(async () => new Set(await numbers(page)).size).toBeGreaterThan(20)
  const shown = await numbers(page)
  expect(shown).toEqual(range(shown[0] ?? 0, shown.at(-1) ?? 0))
})

test('keeps the row in its place while rows come above it', async ({ page, hooklens }) => {
  const startedAt = await fillStore(hooklens, 3000)
  await page.goto(`/?at=${new Date(startedAt + 1500 * 1000).toISOString()}`)
  await expect(event(page, 1500)).toBeVisible()
  await expect(event(page, 1502)).toBeVisible()
  await list(page).evaluate((element) => element.scrollBy({ top: -40 * 34 }))
  await expect(event(page, 1535)).toBeVisible()
  const before = await placeOf(page, 1535)
  await send(hooklens.ingestUrl)
  await expect(page.getByRole('button', { name: '1 new event' })).toBeVisible()
  expect(await placeOf(page, 1535)).toEqual(before)
  await page.keyboard.press('.')
  await expect(page).not.toHaveURL(/at=/)
  await expect(event(page, 3000)).toBeVisible()
})

test('goes to a time that is typed, keeps it in the address, and leads back', async ({ page, hooklens }) => {
  const startedAt = await fillStore(hooklens, 3000)
  await page.goto('/?q=type:team.*')
  await expect(event(page, 3000)).toBeVisible()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Go to a time' })
  await dialog.getByLabel('Time').fill('the other day')
  await dialog.getByRole('button', { name: 'Go to it' }).click()
  await expect(dialog.getByText('Type a time as above')).toBeVisible()
  await dialog.getByLabel('Time').fill(new Date(startedAt + 1234 * 1000).toISOString())
  await dialog.getByRole('button', { name: 'Go to it' }).click()
  await expect(page).toHaveURL(/q=type:team\.\*&at=2026-|at=.*q=type:team/)
  await expect(event(page, 1230)).toBeVisible()
  await expect(event(page, 1240)).toBeVisible()
  expect(await numbers(page)).not.toContain(1234)

  await event(page, 1230).click()
  await expect(page).toHaveURL(/\/events\/evt_.*at=/)
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(event(page, 1230)).toBeVisible()
  await page.getByRole('link', { name: 'Back to the newest' }).click()
  await expect(page).not.toHaveURL(/at=/)
  await expect(event(page, 3000)).toBeVisible()
})

test('shows what a long search has found so far, and stops and goes on when asked', async ({
  page,
  hooklens,
}) => {
  await fillStore(hooklens, 300)
  // Each answer of the server as if it had run out of time after some events.
  await page.route(/\/api\/events\?/, async (route) => {
    const response = await route.fetch()
    const answer = await response.json()
    const events = answer.events.slice(0, 2)
    const last = events.at(-1)
    await route.fulfill({
      response,
      json: last
        ? { ...answer, events, nextCursor: last.seq, complete: false, searchedTo: last.receivedAt }
        : answer,
    })
  })
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/api/events?')) asked++
  })
  await page.goto('/?q=data.display_name:event*')
  await expect(event(page, 300)).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  const line = page.getByText(/^Searched back to \d\d:\d\d$/)
  await expect(line).toBeVisible()
  const rows = await page.getByRole('option').count()
  const askedBefore = asked
  await page.getByRole('button', { name: 'Search on' }).click()
  await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(rows)
  // Once the screen is full nobody looks at more.
  await expect(line).toBeVisible()
  await expect(page.getByRole('button', { name: 'Search on' })).toBeVisible()
  expect(asked).toBeGreaterThan(askedBefore)
  expect(await page.getByRole('option').count()).toBeLessThan(60)
})
