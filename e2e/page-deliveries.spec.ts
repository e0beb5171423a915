import type { Page } from '@playwright/test'
import type { Delivery } from '../shared/delivery.ts'
import { barriers } from './fixtures/axe.ts'
import { type Handler, startHandler } from './fixtures/handler.ts'
import { newSecret, send } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

interface Sent {
  eventId: string
  handler: Handler
  /** Sends the event on to the handler. */
  replay(): Promise<Delivery>
  /** Makes a target of the handler, and gives the id of an event that is forwarded there. */
  forward(retry: number[]): Promise<string>
}

const test = base.extend<{ sent: Sent }>({
  sent: async ({ api, hooklens }, use) => {
    const secret = newSecret()
    const handler = await startHandler(secret)
    await api.addSecret('stack', { secret, label: 'production' })
    const { reply } = await send(hooklens.ingestUrl, { secret })
    const post = async (path: string, content: object) => {
      const response = await api.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
      })
      expect(response.ok, await response.clone().text()).toBe(true)
      return response.json()
    }
    const eventId = reply?.id ?? ''
    await use({
      eventId,
      handler,
      replay: () => post(`/api/events/${eventId}/replay`, { url: handler.url }),
      async forward(retry) {
        await post('/api/targets', { name: 'Dev', url: handler.url, retry, forward: { enabled: true } })
        const forwarded = await send(hooklens.ingestUrl, { secret })
        return forwarded.reply?.id ?? ''
      },
    })
    await handler.close()
  },
})

const attempts = (page: Page) => page.getByRole('button', { name: /^Attempt \d/ })

test('every attempt is a line that opens, has a link, and can be compared with another', async ({
  page,
  sent,
}) => {
  const { handler } = sent
  const verify = handler.answer
  handler.answer = (_, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    response.end('{"error":"Starting <b>up</b>"}')
    handler.answer = verify
  }
  await page.goto(`/events/${await sent.forward([10])}?tab=deliveries`)
  await expect(page.getByText('Delivered at attempt 2.')).toBeVisible()
  await expect(attempts(page)).toHaveCount(2)

  await page.getByRole('region', { name: 'Deliveries, newest first' }).press('ArrowDown')
  await expect(attempts(page).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(attempts(page).nth(1)).toHaveAccessibleName(/^Attempt 1, .*, 503, /)
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  await expect(answer).toContainText('HTTP/1.1 503 Service Unavailable')
  await expect(answer).toContainText('"error": "Starting <b>up</b>"')
  await expect(page.getByRole('region', { name: 'Request as sent' })).toContainText('hooklens-attempt1')
  await page.reload()
  await expect(answer).toContainText('retry-after')

  const boxes = page.getByRole('checkbox', { name: /^Compare attempt/ })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await page.getByRole('button', { name: 'Compare attempts' }).click()
  await expect(page).toHaveURL(/compare=dlv_\w+\.\d~dlv_\w+\.\d/)
  const facts = page.getByRole('table', { name: 'What came of them' })
  await expect(facts.getByRole('row', { name: /^Outcome/ })).toHaveText('Outcome503200')
  await expect(page.getByRole('table', { name: 'Request headers that differ' })).toContainText(
    'hooklens-attempt',
  )
  await expect(page.getByText('Both are the same, byte for byte.')).toBeVisible()
  await page.reload()
  await expect(facts).toBeVisible()
  await page.goBack()
  await expect(attempts(page)).toHaveCount(2)
})

test('what waits says when it is tried next, is tried now, or no more', async ({ page, sent }) => {
  const { handler } = sent
  const verify = handler.answer
  handler.answer = (_, response) => response.writeHead(500).end('no')
  await page.goto(`/events/${await sent.forward([3_600_000, 3_600_000])}?tab=deliveries`)
  await expect(
    page.getByText(/^Next try at \d\d:\d\d:\d\d \(in \d+ (min|h)\), attempt 2 of 3\.$/),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(attempts(page)).toHaveCount(2)
  await expect(page.getByText(/attempt 3 of 3\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled; no other attempt follows.')).toBeVisible()
  handler.answer = verify
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(page.getByText('Delivered at attempt 3.')).toBeVisible()
  await expect(attempts(page).first()).toHaveAccessibleName(/^Attempt 3, .*, 200,/)
})

test('an answer stays text: markup, hidden characters, and more than is kept', async ({ page, sent }) => {
  const { handler, eventId } = sent
  handler.answer = (_, response) => {
    response.writeHead(500, { 'content-type': 'text/html', 'x-evil': '<img src=x onerror=alert(1)>' })
    response.end(`<script>window.hacked = true</script>\u202eevil${'<b>x</b>'.repeat(20_000)}`)
  }
  await sent.replay()
  await page.goto(`/events/${eventId}?tab=deliveries`)
  await attempts(page).click()
  const answer = page.getByRole('region', { name: 'Answer', exact: true })
  await expect(answer).toContainText('<script>window.hacked = true</script>U+202Eevil<b>x</b>')
  await expect(answer).toContainText('the first 64 KiB are kept and shown.')
  await expect(answer.locator('b, img, script')).toHaveCount(0)
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('many deliveries come page by page; without a server it says so', async ({ page, sent, hooklens }) => {
  const { eventId } = sent
  await Promise.all(Array.from({ length: 101 }, () => sent.replay()))
  await page.goto(`/events/${eventId}?tab=deliveries`)
  await expect(page.getByText('100 deliveries and more')).toBeVisible()
  await page.getByRole('button', { name: 'Show older deliveries' }).click()
  await expect(page.getByText('101 deliveries, 101 attempts')).toBeVisible()
  await page.getByRole('button', { name: 'Replay', exact: true }).first().click()
  await page.getByLabel('Send to').fill(sent.handler.url)
  await hooklens.stop()
  await page.getByRole('button', { name: /^Send/ }).last().click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Hooklens does not answer')
  await hooklens.restart()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/^102 deliveries|^101 deliveries and more/)).toBeVisible()
})

for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 400, 800],
] as const) {
  test(`deliveries are accessible: ${colorScheme}, ${width} px`, async ({ page, sent }) => {
    const { handler, eventId } = sent
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    const verify = handler.answer
    handler.answer = (request, response) => {
      verify(request, response)
      handler.answer = (_, later) =>
        later
          .writeHead(400, { 'content-type': 'application/json' })
          .end('{"error":"No matching signature found"}')
    }
    await sent.replay()
    await expect.poll(() => handler.handled.length).toBe(1)
    const { id } = await sent.replay()
    await page.goto(`/events/${eventId}?tab=deliveries&attempt=${id}.1`)
    await expect(page.getByRole('region', { name: 'What the answer tells' })).toContainText('What is certain')
    await expect(attempts(page)).toHaveCount(2)
    expect(await barriers(page)).toEqual([])
    const boxes = page.getByRole('checkbox', { name: /^Compare attempt/ })
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await page.getByRole('button', { name: 'Compare attempts' }).click()
    await expect(page.locator('.cm-content').first()).toBeVisible()
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
}
