import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Api } from './fixtures/api.ts'
import { newSecret, send, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const messageId = 'msg_test_attempts'
const minute = 60_000

interface Came {
  /** When it was sent and came, in milliseconds before now. */
  ago: number
  payload: string
  slug?: string
}

/** Stores events of one message as if they had come at times past. Gives their ids. */
async function store(api: Api, secret: string, events: Came[]): Promise<string[]> {
  const now = Date.now()
  const lines = events.map(({ ago, payload, slug = 'stack' }, index) => {
    const receivedAt = now - ago
    const headers = Object.entries(signatureHeaders({ payload, secret, messageId, sentAt: receivedAt }))
    const id = `evt_${String(index).padStart(26, '0')}`
    const body = { encoding: 'utf8', text: payload }
    return JSON.stringify({
      id,
      receivedAt,
      endpointSlug: slug,
      method: 'POST',
      path: `/in/${slug}`,
      headers,
      body,
    })
  })
  const reply = await api.request('/api/events/import', { method: 'POST', body: lines.join('\n') })
  expect(await reply.json()).toMatchObject({ imported: events.length, failed: [] })
  return lines.map((line) => JSON.parse(line).id)
}

const tab = (page: Page) => page.getByRole('tab', { name: /^Message/ })
const attempts = (page: Page) => page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')

test('draws the attempts of a message on the schedule, with what is due next', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  const payload = stackPayload()
  const [first, second] = await store(api, secret, [
    { ago: 2 * minute, payload },
    { ago: 2 * minute - 5000, payload },
    { ago: minute, payload: payload.replace('{"type"', '{ "type"') },
  ])
  await page.goto(`/events/${first}`)
  await expect(tab(page)).toHaveText('Message 3')
  await page.keyboard.press('5')
  await expect(tab(page)).toHaveAttribute('aria-selected', 'true')
  await expect(attempts(page)).toHaveText([
    /^Attempt 1, this one verified/,
    /^Attempt 2 verified.*5 s after the one before; the schedule says 5 s/,
    /^Sent by hand verified.*The body differs from the first attempt's from byte 2 on/,
    /^Attempt 3 due in [23] min/,
    /^Attempt 4 about/,
    /^Attempt 5 about/,
    /^Attempt 6 about/,
    /^Attempt 7 about/,
    /^Attempt 8 about/,
  ])
  await expect(page.getByText('Unless the last one was answered with 2xx.')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).include('[role=tabpanel]').analyze()
  expect(violations).toEqual([])

  await page.getByRole('link', { name: 'Attempt 2', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/events/${second}\\?tab=message`))
  await expect(attempts(page).nth(1)).toContainText('Attempt 2, this one')
  await attempts(page).nth(2).getByRole('link', { name: 'Compare with the first' }).click()
  await expect(page).toHaveURL(/\/compare\/evt_0+\/evt_0+2$/)
})

test('comes up when a second event of the message arrives, and counts on', async ({ page, hooklens }) => {
  const sent = { payload: '{"type":"user.updated"}', secret: newSecret(), messageId }
  const { reply } = await send(hooklens.ingestUrl, sent)
  await page.goto(`/events/${reply?.id}`)
  await expect(page.getByRole('tab', { name: 'Deliveries' })).toBeVisible()
  await expect(tab(page)).toHaveCount(0)
  await send(hooklens.ingestUrl, sent)
  await expect(tab(page)).toHaveText('Message 2')
  await tab(page).click()
  await send(hooklens.ingestUrl, sent)
  await expect(tab(page)).toHaveText('Message 3')
  await expect(page.getByText('3 events of one message', { exact: true })).toBeVisible()
})

test('tells endpoints apart, what did not come, and that the schedule is over', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  await api.request('/api/endpoints', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Other' }),
  })
  const day = 24 * 60 * minute
  const [first] = await store(api, secret, [
    { ago: 9 * day, payload: '{}' },
    { ago: 9 * day - 35 * minute, payload: '{}' },
    { ago: 9 * day, payload: '{}', slug: 'other' },
  ])
  await page.goto(`/events/${first}?tab=message`)
  await expect(page.getByText('3 events of one message at 2 endpoints')).toBeVisible()
  const own = page.getByRole('list', { name: 'Attempts at stack' }).getByRole('listitem')
  await expect(own).toHaveText([
    /^Attempt 1, this one/,
    'Attempt 2 did not come here',
    'Attempt 3 did not come here',
    /^Attempt 4.*35 min after the one before; the schedule says 35 min 5 s/,
    /^Attempt 5 was due 9 days ago/,
  ])
  await expect(page.getByText(/^The schedule ended 8 days ago/).first()).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'Attempts at other' }).getByRole('listitem').first(),
  ).toHaveText(/^Attempt 1/)
})

test('says when an event names no message, and when the answer fails', async ({ page, hooklens }) => {
  // Both before the page looks: news of an event would have it ask again by itself.
  const { reply } = await send(hooklens.ingestUrl, { secret: newSecret(), messageId: 'msg /%?<b>' })
  const plain = await send(hooklens.ingestUrl, {})
  await page.goto(`/events/${plain.reply?.id}?tab=message`)
  await expect(page.getByText('This event names no message')).toBeVisible()
  await page.route('**/api/messages/*', (route) => route.abort())
  await page.goto(`/events/${reply?.id}?tab=message`)
  await expect(page.getByText('The message could not be loaded')).toBeVisible()
  await page.unroute('**/api/messages/*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('The only event of its message so far')).toBeVisible()
})

test('tells what the events around one changed, in the tab History', async ({ page, hooklens }) => {
  const secret = newSecret()
  const sendUser = async (data: Record<string, unknown>) => {
    const payload = JSON.stringify({ type: 'user.updated', data: { id: 'u-1', ...data } })
    return (await send(hooklens.ingestUrl, { secret, payload })).reply?.id
  }
  await sendUser({ display_name: 'Ada' })
  const second = await sendUser({ display_name: 'Grace' })
  await page.goto(`/events/${second}`)
  await page.getByRole('tab', { name: 'History' }).waitFor()
  await page.keyboard.press('6')
  const items = page.getByRole('list', { name: 'Events of the entity' }).getByRole('listitem')
  await expect(items).toHaveText([/^user.updated/, /^user.updated this one.*display_name.*Ada.*Grace/])
  await sendUser({ display_name: 'Grace', note: '<b>' })
  await expect(items).toHaveCount(3)
  await expect(items.nth(2)).toContainText('<b>')
  const { violations } = await new AxeBuilder({ page }).include('[role=tabpanel]').analyze()
  expect(violations).toEqual([])
  await items.nth(2).getByRole('link', { name: 'user.updated' }).click()
  await expect(items.nth(2)).toContainText('this one')
  await items.nth(1).getByRole('link', { name: 'Compare with the one before' }).click()
  await expect(page).toHaveURL(/\/compare\/evt_\w+\/evt_\w+$/)
})
