import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { barriers } from './fixtures/axe.ts'
import { type Handler, startHandler } from './fixtures/handler.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const test = base.extend<{
  secret: string
  handler: Handler
  target: () => Promise<void>
  some: (count: number) => Promise<void>
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures named
  secret: async ({}, use) => use(newSecret()),
  handler: async ({ secret }, use) => {
    const handler = await startHandler(secret)
    await use(handler)
    await handler.close()
  },
  /** Makes a target of the handler. */
  target: async ({ api, handler }, use) =>
    use(async () => {
      const body = JSON.stringify({ name: 'dev', url: handler.url, maxInFlight: 1 })
      const headers = { 'content-type': 'application/json' }
      expect((await api.request('/api/targets', { method: 'POST', body, headers })).status).toBe(201)
    }),
  /** Sends events named `event 1`, `event 2`, every third of which is of a team. */
  some: async ({ api, hooklens, secret }, use) =>
    use(async (count) => {
      const [{ secrets } = { secrets: [] }] = await api.listEndpoints()
      if (secrets.length === 0) await api.addSecret('stack', { secret, label: 'production' })
      for (let n = 1; n <= count; n++) {
        const type = n % 3 === 0 ? 'team.created' : 'user.created'
        const sentAt = Date.now() - 3 * 3_600_000
        await send(hooklens.ingestUrl, {
          secret,
          sentAt,
          payload: stackPayload(type, { display_name: `event ${n}` }),
        })
      }
    }),
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Replay events' })
const event = (page: Page, number: number) =>
  page.getByRole('option', { name: new RegExp(`event ${number},`) })
const numbers = (handler: Handler) =>
  handler.handled.map(({ body }) => Number(/event (\d+)/.exec(body.toString())?.[1]))

/** From now on the handler keeps each request waiting until it is let go. */
function hold(handler: Handler): () => void {
  const held: ServerResponse[] = []
  let isHolding = true
  const take = (response: ServerResponse) => response.writeHead(204).end()
  handler.answer = (_, response) => {
    if (isHolding) held.push(response)
    else take(response)
  }
  return () => {
    isHolding = false
    held.splice(0).forEach(take)
  }
}

test('sends what is selected, and leads to what failed', async ({ page, handler, target, some }) => {
  await some(6)
  await target()
  const verify = handler.answer
  handler.answer = (request, response) => {
    if (request.body.includes('event 2')) response.writeHead(500).end('broken')
    else verify(request, response)
  }
  await page.goto('/')
  for (const n of [2, 3, 5]) await event(page, n).click({ modifiers: ['ControlOrMeta'] })
  await page.getByRole('region', { name: 'Selected events' }).getByRole('button', { name: 'Replay' }).click()
  await expect(dialog(page)).toContainText('3 selected events')
  const plan = dialog(page).getByRole('region', { name: 'What will be sent' })
  await expect(plan).toContainText('user.created 2')
  await expect(plan).toContainText('team.created 1')
  await expect(plan).toContainText('This cannot be said yet')
  await dialog(page).getByText('At a rate').click()
  await dialog(page).getByLabel('Events per second').fill('6')
  await expect(plan).toContainText('less than a second')
  expect(await barriers(page)).toEqual([])
  await dialog(page).getByText('As fast as it takes them').click()
  await dialog(page).getByRole('button', { name: 'Replay 3 events' }).click()

  await expect(page.getByText('Replayed to dev: 2 of 3 delivered, 1 failed.')).toBeVisible()
  expect(numbers(handler)).toEqual([2, 3, 5])
  await page.getByRole('link', { name: 'Show the failed one' }).click()
  await expect(page.getByRole('heading', { name: 'Replay to dev' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Failed' })).toBeChecked()
  await expect(page.getByText('Done: 2 of 3 delivered, 1 failed')).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'All replays' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveText(/To dev.*Selected events/)

  await page.goto('/')
  await page.getByRole('button', { name: 'Dismiss the replay to dev' }).click()
  await expect(page.getByText('Replayed to dev')).toHaveCount(0)
  await page.reload()
  await expect(event(page, 6)).toBeVisible()
  await expect(page.getByText('Replayed to dev')).toHaveCount(0)
})

test('sends all that match as of their count, pauses over a reload, and goes on in all tabs', async ({
  page,
  context,
  handler,
  target,
  some,
}) => {
  await some(9)
  await target()
  const letGo = hold(handler)
  await page.goto('/?q=type:user.created')
  await expect(event(page, 8)).toBeVisible()
  await page.keyboard.press('a')
  await expect(dialog(page)).toContainText('All that match type:user.created')
  const confirm = dialog(page).getByRole('button', { name: 'Replay 6 events' })
  await expect(confirm).toBeEnabled()
  await some(2)
  await dialog(page).getByText('Newest first').click()
  await confirm.click()
  const line = page.getByText(/Replaying to dev: 0 of 6/)
  await expect(line).toBeVisible()
  const other = await context.newPage()
  await other.goto('/')
  await expect(other.getByText(/Replaying to dev: 0 of 6/)).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(other.getByText(/Paused, to dev: 0 of 6/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/Paused, to dev: 0 of 6/)).toBeVisible()
  letGo()
  await other.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('Replayed to dev: 6 events delivered.')).toBeVisible()
  await expect(other.getByText('Replayed to dev: 6 events delivered.')).toBeVisible()
  expect(numbers(handler)).toEqual([8, 7, 5, 4, 2, 1])
})

test('says what cancelling leaves unsent, and where a target is missing', async ({
  page,
  handler,
  target,
  some,
}) => {
  await some(12)
  await page.goto('/')
  await page.getByRole('button', { name: 'Replay these events' }).click()
  await expect(dialog(page)).toContainText('There is no target yet')
  await expect(dialog(page).getByRole('link', { name: 'Make a target' })).toHaveAttribute('href', '/targets')
  await page.keyboard.press('Escape')
  await target()
  await page.reload()
  const letGo = hold(handler)
  await page.getByRole('button', { name: 'Replay these events' }).click()
  await dialog(page).getByLabel('Stop on the first failure').check()
  await dialog(page).getByRole('button', { name: 'Replay 12 events' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Cancel' }).click()
  const asked = page.getByRole('dialog', { name: 'Cancel the replay' })
  await expect(asked).toContainText('12 events were not sent yet and will not be.')
  await asked.getByRole('button', { name: 'End the replay' }).click()
  letGo()
  await expect(page.getByText('Replay cancelled, to dev: 1 of 12 delivered, 11 not sent.')).toBeVisible()
})

test('is whole on a narrow screen, in the dark', async ({ page, handler, target, some }) => {
  await some(8)
  await target()
  const letGo = hold(handler)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 400, height: 800 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Replay these events' }).click()
  const confirm = dialog(page).getByRole('button', { name: 'Replay 8 events' })
  await expect(confirm).toBeInViewport({ ratio: 1 })
  const isWide = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(await isWide()).toBe(false)
  expect(await barriers(page)).toEqual([])
  await confirm.click()
  await page.getByRole('link', { name: /^Replaying to dev/ }).click()
  await expect(page.getByText('Running: 0 of 8')).toBeVisible()
  letGo()
  await expect(page.getByText('Done: 8 events delivered')).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(8)
  expect(await isWide()).toBe(false)
  expect(await barriers(page)).toEqual([])
})
