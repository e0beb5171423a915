import type { Page } from '@playwright/test'
import { barriers } from './fixtures/axe.ts'
import { type Handler, startHandler } from './fixtures/handler.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const HOURS = 3_600_000

const test = base.extend<{ secret: string; handler: Handler; open: (options?: object) => Promise<string> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures named
  secret: async ({}, use) => use(newSecret()),
  handler: async ({ secret }, use) => {
    const handler = await startHandler(secret)
    await use(handler)
    await handler.close()
  },
  /** Sends an event that was signed three hours ago, and opens it. */
  open: async ({ page, api, hooklens, secret }, use) => {
    await api.addSecret('stack', { secret, label: 'production' })
    await use(async (options = {}) => {
      const sent = await send(hooklens.ingestUrl, { secret, sentAt: Date.now() - 3 * HOURS, ...options })
      const id = sent.reply?.id ?? ''
      await page.goto(`/events/${id}`)
      await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible()
      return id
    })
  },
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Replay' })
const attempts = (page: Page) => page.getByRole('button', { name: /^Attempt \d/ })
const body = (page: Page) => dialog(page).getByRole('textbox', { name: 'Body' })

test('by keyboard: refused with its old signature, taken when it is signed anew', async ({
  page,
  api,
  handler,
  open,
}) => {
  const payload = stackPayload('user.created', { display_name: 'Zoë  Ünal' })
  const id = await open({ payload })
  await page.keyboard.press('r')
  await expect(dialog(page).getByLabel('Send to')).toBeFocused()
  await page.keyboard.type('localhost:3000')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog(page)).toContainText('Events are sent by http: and https: only')
  await dialog(page).getByLabel('Send to').fill(handler.url)
  await dialog(page).getByRole('radio', { name: 'Original' }).press('Space')
  await expect(dialog(page)).toContainText('signed 3 h ago: a handler with a five-minute window refuses it.')
  await page.keyboard.press('ControlOrMeta+Enter')

  await expect(attempts(page)).toHaveAccessibleName(/^Attempt 1, .*, 400,/)
  await expect(page).toHaveURL(/tab=deliveries&attempt=dlv_\w+\.1$/)
  await expect(page.getByRole('region', { name: 'What the answer tells' })).toContainText('for its age')
  await expect(page.getByRole('tab', { name: 'Deliveries 1' })).toBeVisible()

  await page.keyboard.press('r')
  await dialog(page).getByRole('radio', { name: 'Sign anew' }).press('Space')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(attempts(page).first()).toHaveAccessibleName(/^Attempt 1, .*, 200,/)
  await expect(dialog(page)).toBeHidden()
  await page.keyboard.press('Shift+R')
  await expect(attempts(page)).toHaveCount(3)
  await expect(attempts(page).first()).toHaveAccessibleName(/, 200,/)

  expect(handler.handled.map((request) => request.body.toString())).toEqual([payload, payload, payload])
  const event = await api.getEvent(id)
  expect(new Set(handler.handled.map(({ headers }) => headers['svix-id']))).toEqual(
    new Set([event.messageId]),
  )
  expect(handler.handled[0]?.headers['svix-signature']).toBe(
    event.headers.find(([name]) => name === 'svix-signature')?.[1],
  )
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveAccessibleName(/a delivery failed$/)
  await page.locator('[data-field=delivery][data-value=failed]').click()
  await expect(page).toHaveURL(/q=delivery:failed$/)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.goto('/?q=delivery:delivered')
  await expect(page.getByText('No events match')).toBeVisible()
})

test('an edited body is sent exactly as typed, with the headers that were typed', async ({
  page,
  handler,
  open,
}) => {
  handler.answer = (_, response) => response.end('whatever')
  await open({ payload: '{"type":"user.created",\r\n "data":{"id":"1"}}', sentAt: Date.now() })
  await page.keyboard.press('r')
  await dialog(page).getByLabel('Send to').fill(handler.url)
  await dialog(page).getByRole('button', { name: 'Edit the request' }).click()
  const headers = dialog(page).getByLabel('Headers')
  await headers.fill('Content-Type: application/json\nContent-Length: 3\nX-Env:  dev ')
  await body(page).press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('x')
  await expect(dialog(page)).toContainText(
    'Not valid JSON: expected the end of the text at line 3, column 1.',
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog(page)).toContainText('Line 2: Content-Length belongs to the connection')
  await headers.fill('Content-Type: application/json\nX-Env:  dev ')

  await dialog(page).getByLabel('Show changes').check()
  await expect(dialog(page).getByRole('button', { name: 'Put back' })).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(dialog(page)).not.toContainText('Not valid JSON')
  await dialog(page).getByRole('button', { name: 'Redo' }).click()
  await expect(dialog(page)).toContainText('Not valid JSON')
  await body(page).press('ControlOrMeta+Enter')

  await expect(attempts(page)).toHaveAccessibleName(/, 200,/)
  const sent = handler.handled[0]
  expect(sent?.body.toString()).toBe('{"type":"user.created",\r\n "data":{"id":"1"}}\r\nx')
  expect(sent?.rawHeaders).toEqual(
    expect.arrayContaining(['X-Env', 'dev', 'Content-Type', 'application/json']),
  )
  expect(sent?.headers['user-agent']).toBeUndefined()
  await expect(page.getByText('Replay, signed anew, body and headers edited')).toBeVisible()

  // What was typed is there again, and goes when it is wished away.
  await page.keyboard.press('r')
  await expect(body(page)).toContainText('x')
  await dialog(page).getByRole('button', { name: 'Undo all edits' }).click()
  await expect(dialog(page)).toContainText('Method, headers and body go as they came.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(attempts(page)).toHaveCount(2)
  expect(handler.handled[1]?.body.toString()).toBe('{"type":"user.created",\r\n "data":{"id":"1"}}')
})

test('bodies that an editor would change are kept from it', async ({ page, handler, open }) => {
  handler.answer = (_, response) => response.end('whatever')
  await open({ payload: '{"a":1}\r\n\n\r{}', sentAt: Date.now() })
  await page.keyboard.press('r')
  await dialog(page).getByLabel('Send to').fill(handler.url)
  await dialog(page).getByRole('button', { name: 'Edit the request' }).click()
  await expect(dialog(page)).toContainText('The lines of this body end in different ways.')
  await body(page).press('ControlOrMeta+Home')
  await page.keyboard.type(' ')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(attempts(page)).toHaveAccessibleName(/, 200,/)
  expect(handler.handled[0]?.body.toString()).toBe(' {"a":1}\r\n\n\r{}')
})

test('a target is chosen by its name, signs with its own secret, and is remembered', async ({
  page,
  api,
  handler,
  secret,
  open,
  hooklens,
}) => {
  for (const [name, url, key] of [
    ['Staging', 'http://127.0.0.1:9/', newSecret()],
    ['Dev', handler.url, secret],
  ]) {
    const made = await api.request('/api/targets', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, url, secret: key }),
    })
    expect(made.status).toBe(201)
  }
  await api.addSecret('stack', { secret: newSecret(), label: 'newest' })
  await open()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder(/^Go to an endpoint/).fill('Replay the open')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('combobox', { name: 'Send to' }).click()
  await page.getByRole('option', { name: 'Dev' }).click()
  await expect(dialog(page).getByRole('combobox', { name: 'Signed with' })).toHaveValue(/^The target’s own/)
  await dialog(page).getByRole('radio', { name: 'A new one' }).check()
  await dialog(page).getByRole('button', { name: /^Send/ }).click()
  await expect(attempts(page)).toHaveAccessibleName(/, 200,/)
  await expect(page.getByRole('heading', { name: /^Dev/ })).toBeVisible()

  const other = await send(hooklens.ingestUrl, { secret })
  await page.goto(`/events/${other.reply?.id}`)
  await expect(page.getByRole('button', { name: 'Replay', exact: true })).toBeVisible()
  await page.keyboard.press('r')
  await expect(dialog(page).getByRole('combobox', { name: 'Send to' })).toHaveValue('Dev')
  await expect(dialog(page).getByRole('radio', { name: 'A new one' })).toBeChecked()
  await dialog(page).getByRole('combobox', { name: 'Signed with' }).click()
  await page.getByRole('option', { name: 'Another secret' }).click()
  await dialog(page).getByLabel('Signing secret').fill(newSecret())
  await dialog(page).getByRole('button', { name: /^Send/ }).click()
  await expect(attempts(page)).toHaveAccessibleName(/, 400,/)
  await page.reload()
  await page.getByRole('button', { name: 'Send again' }).click()
  await expect(attempts(page)).toHaveCount(2)
  await expect(attempts(page).first()).toHaveAccessibleName(/, 200,/)
  const ids = handler.handled.map(({ headers }) => headers['svix-id'])
  expect(new Set(ids).size).toBe(3)
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('whsec_')
})

for (const [colorScheme, width, height] of [
  ['light', 1440, 900],
  ['dark', 400, 800],
] as const) {
  test(`the dialog with its editor is accessible: ${colorScheme}, ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await open()
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await dialog(page).getByRole('button', { name: 'Edit the request' }).click()
    await body(page).press('ControlOrMeta+Home')
    await page.keyboard.type('x')
    await dialog(page).getByLabel('Show changes').check()
    await expect(dialog(page)).toContainText('Not valid JSON')
    expect(await barriers(page, '[role=dialog]')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })
}
