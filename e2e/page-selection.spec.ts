import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { fillStore } from './fixtures/filled.ts'
import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const list = (page: Page) => page.getByRole('listbox', { name: 'Events, newest first' })
const event = (page: Page, number: number) =>
  page.getByRole('option', { name: new RegExp(`event ${number},`) })
const selected = (page: Page) => list(page).getByRole('option', { selected: true })
const bar = (page: Page) => page.getByRole('region', { name: 'Selected events' })

test('selects with the mouse: one, several, a range', async ({ page, hooklens, api }) => {
  await fillStore(hooklens, 30)
  await page.goto('/')
  await event(page, 30).click({ modifiers: ['ControlOrMeta'] })
  await event(page, 28).click({ modifiers: ['ControlOrMeta'] })
  await expect(bar(page)).toContainText('2 selected')
  await event(page, 24).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('6 selected')
  await event(page, 26).hover()
  await event(page, 26).locator('[data-box]').click()
  await expect(bar(page)).toContainText('5 selected')
  await expect(page).toHaveURL(/\/$/)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await bar(page).getByRole('button', { name: 'Export' }).click()
  await expect(page.getByRole('dialog')).toContainText('5')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await bar(page).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete 5 events' }).click()
  await expect(page.getByText('5 events deleted.')).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(25)
  await expect(bar(page)).toHaveCount(0)
  expect((await api.getStats()).total).toBe(25)
})

test('selects with the keyboard, and clears with escape before it closes the event', async ({
  page,
  hooklens,
}) => {
  await fillStore(hooklens, 30)
  await page.goto('/')
  await expect(event(page, 30)).toBeVisible()
  const open = page.locator('[role=option][data-open]')
  await page.keyboard.press('j')
  await expect(open).toHaveAccessibleName(/event 30,/)
  await page.keyboard.press('j')
  await expect(open).toHaveAccessibleName(/event 29,/)
  await page.keyboard.press('x')
  await expect(event(page, 29)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Shift+J')
  await expect(open).toHaveAccessibleName(/event 28,/)
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar(page)).toContainText('3 selected')
  await page.keyboard.press('Escape')
  await expect(selected(page)).toHaveCount(0)
  await expect(page.getByRole('complementary', { name: 'Event' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Event' })).toHaveCount(0)
})

test('keeps a selection while the list scrolls and grows, and not under another filter', async ({
  page,
  hooklens,
}) => {
  await fillStore(hooklens, 400)
  await page.goto('/')
  await event(page, 399).click({ modifiers: ['ControlOrMeta'] })
  await list(page).evaluate((element) => element.scrollTo({ top: 90 * 34 }))
  await event(page, 300).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('100 selected')
  await send(hooklens.ingestUrl, { payload: stackPayload('team.created', { display_name: 'event 401' }) })
  await page.keyboard.press('.')
  await expect(event(page, 401)).toBeVisible()
  await expect(event(page, 401)).toHaveAttribute('aria-selected', 'false')
  await expect(event(page, 399)).toHaveAttribute('aria-selected', 'true')
  await expect(bar(page)).toContainText('100 selected')
  await page.keyboard.press('f')
  await expect(bar(page)).toHaveCount(0)
})

test('selects all that match, takes some out, and deletes what was counted', async ({
  page,
  hooklens,
  api,
}) => {
  await fillStore(hooklens, 2000)
  await page.goto('/?q=type:team.*')
  await expect(event(page, 2000)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar(page)).toContainText('All 200 that match')
  await event(page, 1990).click({ modifiers: ['ControlOrMeta'] })
  await expect(bar(page)).toContainText('All that match but 1: 199 events')
  await send(hooklens.ingestUrl, { payload: stackPayload('team.created', { display_name: 'event 2001' }) })
  await expect(event(page, 2001)).toHaveAttribute('aria-selected', 'false')

  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Delete 199 events' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('199')
  await dialog.getByRole('button', { name: 'Delete 199 events' }).click()
  await expect(page.getByText('199 events deleted.')).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(2)
  await expect(event(page, 1990)).toBeVisible()
  expect((await api.getStats()).total).toBe(1802)
})

test.describe('at 400 px', () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true })

  test('boxes come with a button, for fingers', async ({ page, hooklens }) => {
    await fillStore(hooklens, 30)
    await page.goto('/')
    await page.getByRole('button', { name: 'Select events' }).click()
    await event(page, 30).locator('[data-box]').tap()
    await event(page, 28).locator('[data-box]').tap()
    await expect(bar(page)).toContainText('2 selected')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await expect(bar(page)).toHaveCount(0)
  })
})
