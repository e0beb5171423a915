import type { Page } from '@playwright/test'
import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const rows = (page: Page) => page.getByRole('option')
const list = (page: Page) => page.getByRole('listbox', { name: 'Events, newest first' })
const live = (page: Page) => page.getByText('live', { exact: true })

/** Sends `count` events whose `about` tells them apart: `event 1`, `event 2`. */
async function sendNumbered(ingestUrl: string, from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number++) {
    await send(ingestUrl, { payload: stackPayload('team.created', { display_name: `event ${number}` }) })
  }
}

test('shows an event the moment it arrives', async ({ page, hooklens }) => {
  await sendNumbered(hooklens.ingestUrl, 1, 1)
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await sendNumbered(hooklens.ingestUrl, 2, 1)
  await expect(rows(page).first()).toHaveAccessibleName(/event 2,/)
})

test('moves nothing under a reader who has scrolled, and shows what is new when asked', async ({
  page,
  hooklens,
}) => {
  await sendNumbered(hooklens.ingestUrl, 1, 120)
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await list(page).evaluate((element) => element.scrollTo({ top: 1700 }))
  await expect(page.getByRole('option', { name: /event 65,/ })).toBeVisible()
  const before = await page.getByRole('option', { name: /event 65,/ }).boundingBox()

  await sendNumbered(hooklens.ingestUrl, 121, 12)
  await expect(page.getByRole('button', { name: '12 new events' })).toBeVisible()
  expect(await page.getByRole('option', { name: /event 65,/ }).boundingBox()).toEqual(before)

  await page.keyboard.press('.')
  await expect(rows(page).first()).toHaveAccessibleName(/event 132,/)
  await sendNumbered(hooklens.ingestUrl, 133, 1)
  await expect(rows(page).first()).toHaveAccessibleName(/event 133,/)
})

test('moves nothing while an event is open', async ({ page, hooklens }) => {
  await sendNumbered(hooklens.ingestUrl, 1, 3)
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await page.getByRole('option', { name: /event 2,/ }).click()
  await expect(page).toHaveURL(/\/events\/evt_/)
  await sendNumbered(hooklens.ingestUrl, 4, 1)
  await page.getByRole('button', { name: '1 new event' }).click()
  await expect(rows(page).first()).toHaveAccessibleName(/event 4,/)
  await expect(page.getByRole('option', { name: /event 2,/ })).toHaveAttribute('aria-current', 'page')
})

test('loads older events on the way down', async ({ page, hooklens }) => {
  await sendNumbered(hooklens.ingestUrl, 1, 130)
  await page.goto('/')
  await expect(page.getByText('130 events')).toBeVisible()
  await expect(async () => {
    await list(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await expect(page.getByRole('option', { name: /event 1,/ })).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('resumes after the server was away, without loss or doubles', async ({ page, hooklens }) => {
  await sendNumbered(hooklens.ingestUrl, 1, 5)
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await hooklens.kill('SIGTERM')
  await expect(page.getByText('reconnecting', { exact: true })).toBeVisible()
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d/)).toBeVisible()

  await hooklens.restart()
  await sendNumbered(hooklens.ingestUrl, 6, 5)
  await expect(live(page)).toBeVisible()
  await sendNumbered(hooklens.ingestUrl, 11, 5)
  await expect(rows(page)).toHaveCount(15)
  const names = await rows(page).evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''))
  expect(names.map((name) => Number(/event (\d+),/.exec(name)?.[1]))).toEqual(
    Array.from({ length: 15 }, (_, index) => 15 - index),
  )
})

test('says that it is offline, and catches up', async ({ page, context, hooklens }) => {
  await sendNumbered(hooklens.ingestUrl, 1, 1)
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await context.setOffline(true)
  await expect(page.getByText('offline', { exact: true })).toBeVisible()
  await sendNumbered(hooklens.ingestUrl, 2, 1)
  await context.setOffline(false)
  await expect(rows(page).first()).toHaveAccessibleName(/event 2,/)
  await expect(live(page)).toBeVisible()
})

test('counts failures that came since one last looked at an endpoint', async ({ page, api, hooklens }) => {
  await api.addSecret('stack', { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', label: 'production' })
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  // From here on it is known how many there were before.
  await expect(page.getByRole('link', { name: 'Stack /in/stack' })).toBeVisible()
  const wrong = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  await send(hooklens.ingestUrl, { secret: wrong })
  await send(hooklens.ingestUrl, { secret: wrong })
  const failures = page.getByText('2 failed events since you last looked')
  await expect(failures).toBeAttached()
  await page.getByRole('link', { name: 'Stack /in/stack' }).click()
  await expect(failures).not.toBeAttached()
})
