import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from './fixtures/api.ts'
import { barriers } from './fixtures/axe.ts'
import { type Handler, startHandler } from './fixtures/handler.ts'
import { screenshot } from './fixtures/screenshot.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

interface Backend {
  secret: string
  handler: Handler
}

const test = base.extend<{ backend: Backend }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
  backend: async ({}, use) => {
    const secret = newSecret()
    const handler = await startHandler(secret)
    await use({ secret, handler })
    await handler.close()
  },
})

async function createTarget(api: Api, content: object): Promise<string> {
  const response = await api.request('/api/targets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(content),
  })
  const text = await response.text()
  expect(response.status, text).toBe(201)
  return JSON.parse(text).id
}

test('makes a target, tests it, and reads why its handler says no', async ({ page, backend }, testInfo) => {
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Targets' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect(page.getByText('A target is a URL that events are sent on to')).toBeVisible()
  await page.getByRole('button', { name: 'New target' }).click()
  const dialog = page.getByRole('dialog', { name: 'New target' })
  await dialog.getByLabel('Name').fill('Dev')
  await dialog.getByLabel('URL').fill('localhost:3000/hooks')
  await dialog.getByRole('button', { name: 'Create target' }).click()
  await expect(dialog.getByText('by http: and https: only')).toBeVisible()
  await dialog.getByLabel('URL').fill(backend.handler.url)
  await dialog.getByRole('button', { name: 'Create target' }).click()
  await expect(page.getByRole('heading', { name: 'Dev' })).toBeVisible()

  await page.getByRole('button', { name: 'Send a test' }).click()
  const result = page.getByRole('region', { name: 'Test', exact: true })
  await expect(result.getByText('It was sent without a signature')).toBeVisible()
  await page.getByRole('button', { name: 'Change settings' }).click()
  await page.getByRole('button', { name: 'Set a secret' }).click()
  await page.getByLabel('Signing secret').fill(newSecret())
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved: signing secret.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change settings' })).toBeFocused()

  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(result.getByText(/^Failed: 400, after/)).toBeVisible()
  const reading = result.getByRole('region', { name: 'What the answer tells' })
  await expect(reading.getByText('No matching signature found')).toBeVisible()
  await expect(reading.getByText(/The signature we sent was valid/)).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await screenshot(page, testInfo, 'target-test')

  await page.getByRole('button', { name: 'Change settings' }).click()
  await page.getByRole('button', { name: 'Replace' }).click()
  await page.getByLabel('Signing secret').fill(backend.secret)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(result.getByText(/^Answered 200 after/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Deliveries' }).getByRole('listitem')).toHaveCount(3)
})

test('forwards by a rule that is completed and checked as it is typed, and lists what was sent', async ({
  page,
  hooklens,
  api,
  backend: { handler },
}, testInfo) => {
  handler.answer = (_, response) => response.writeHead(204).end()
  const id = await createTarget(api, { name: 'Dev', url: handler.url })
  await send(hooklens.ingestUrl)
  await page.goto(`/targets/${id}`)
  await expect(page.getByText('Off: sends only what is sent by hand.')).toBeVisible()
  await page.getByRole('button', { name: 'Change settings' }).click()
  await page.getByLabel('Send each new event that matches').check()
  const query = page.getByRole('combobox', { name: 'Which events' })
  await query.fill('type:(')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(query).toBeFocused()
  await expect(query).toHaveAccessibleDescription(/./)
  await query.fill('type:us')
  await page.getByRole('option', { name: /^user\.created/ }).click()
  await expect(query).toHaveValue('type:user.created ')
  await page.getByLabel('In order').check()
  await expect(page.getByText('To be saved: forward rule.')).toBeVisible()
  await screenshot(page, testInfo, 'target-settings')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('On: forwards user.created as it comes, in order.')).toBeVisible()

  await send(hooklens.ingestUrl, { payload: stackPayload('team.created') })
  const { reply } = await send(hooklens.ingestUrl)
  const deliveries = page.getByRole('region', { name: 'Deliveries' })
  await expect(deliveries.getByText('Delivered.')).toBeVisible()
  await expect(deliveries.getByRole('listitem')).toHaveCount(1)
  expect(handler.handled).toHaveLength(1)
  await deliveries.getByRole('link', { name: 'user.created' }).click()
  await expect(page).toHaveURL(new RegExp(`/events/${reply?.id}\\?tab=deliveries`))
})

test('says that a target is down, keeps what waits, cancels it, and goes on when it is back', async ({
  page,
  hooklens,
  api,
  backend: { handler },
}, testInfo) => {
  handler.answer = (_, response) => response.writeHead(503).end()
  const forward = { enabled: true }
  await createTarget(api, { name: 'Dev', url: handler.url, retry: [3_600_000], maxInFlight: 1, forward })
  await page.goto('/targets')
  await expect(page.getByText('Forwards every event as it comes.')).toBeVisible()
  for (let i = 0; i < 7; i++) await send(hooklens.ingestUrl)
  await expect(page.getByText(/^Down since \d\d:\d\d: .*503.* Next try at \d\d:\d\d:\d\d\.$/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Targets 1 down' })).toBeVisible()
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Dev' }).getByText('7', { exact: true }),
  ).toBeVisible()
  await screenshot(page, testInfo, 'targets')

  await page.getByRole('link', { name: 'Dev', exact: true }).click()
  const deliveries = page.getByRole('region', { name: 'Deliveries' })
  await deliveries.getByText('Waiting', { exact: true }).click()
  await expect(deliveries.getByText('waits: the target is down.').first()).toBeVisible()
  await deliveries.getByRole('button', { name: 'Cancel', exact: true }).first().click()
  await deliveries.getByText('All', { exact: true }).click()
  await expect(deliveries.getByText(/^Cancelled/)).toHaveCount(1)

  handler.answer = (_, response) => response.writeHead(204).end()
  await page.getByRole('button', { name: 'Try now' }).click()
  await expect(page.getByText(/^Down since/)).toBeHidden()
  // Those that failed once wait for their own time.
  await deliveries.getByRole('button', { name: 'Send now' }).first().click()
  await expect(deliveries.getByText(/^Delivered/).first()).toBeVisible()
  await deliveries.getByRole('button', { name: /^Cancel all \d waiting$/ }).click()
  const confirm = page.getByRole('dialog', { name: /^Cancel all \d waiting$/ })
  await expect(confirm.getByText('waiting deliveries will not be sent.')).toBeVisible()
  await confirm.getByRole('button', { name: /^Cancel all/ }).click()
  await expect(deliveries.getByRole('button', { name: /^Cancel/ })).toHaveCount(0)
  await expect(deliveries.getByRole('listitem')).toHaveCount(7)

  await page.getByRole('button', { name: 'Delete target' }).click()
  const removal = page.getByRole('dialog', { name: 'Delete "Dev"' })
  await expect(removal.getByText('New events are no longer forwarded to it.')).toBeVisible()
  await removal.getByRole('button', { name: 'Delete target' }).click()
  await expect(page.getByText('No targets yet')).toBeVisible()
})

test('checks settings in place, on a narrow screen in the dark', async ({ page, api }, testInfo) => {
  await page.setViewportSize({ width: 400, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const id = await createTarget(api, { name: 'Dev', url: 'http://dev.example.com/hooks' })
  await page.goto(`/targets/${id}`)
  await page.getByRole('button', { name: 'Change settings' }).click()
  await page.getByRole('button', { name: 'Add a header' }).click()
  await page.getByLabel('Name of header 1').fill('Authorization')
  await page.getByLabel('Value of header 1').fill('Bearer abc')
  await expect(page.getByText('It is sent in clear over http: to another machine')).toBeVisible()
  await page.getByRole('button', { name: 'Add a header' }).click()
  await page.getByLabel('Name of header 2').fill('Host')
  await page.getByLabel('Value of header 2').fill('x')
  await page.getByLabel('Waits between attempts').fill('5 s, soon')
  await page.getByLabel('Time limit').fill('5 min')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Host belongs to the connection')).toBeVisible()
  await expect(page.getByText('"soon" is no wait')).toBeVisible()
  await expect(page.getByText('At most 120,000 ms, two minutes.')).toBeVisible()
  await expect(page.getByLabel('Name of header 2')).toBeFocused()
  const room = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement
    return [scrollWidth, scrollHeight]
  })
  expect(room).toEqual([400, 800])
  expect(await barriers(page)).toEqual([])
  await screenshot(page, testInfo, 'target-settings-narrow')

  await page.getByRole('button', { name: 'Leave out header 2' }).click()
  await page.getByLabel('Time limit').fill('5 s')
  await page.getByRole('button', { name: 'Like Svix' }).click()
  await expect(page.getByText('Up to 8 attempts; gives up after 27 h 35 min 5 s of waiting.')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved: headers, time limit, retries.')).toBeVisible()
  await expect(page.getByText('5 s each, 4 at once, redirects not followed.')).toBeVisible()
  await expect(page.getByText('Authorization: ***')).toBeVisible()
})

test('shows a target of the configuration file, which can only be changed there', async ({
  page,
  hooklens,
}) => {
  const target = {
    name: 'From the file',
    url: 'http://localhost:9/',
    forward: { enabled: true, query: 'type:team.*' },
  }
  writeFileSync(join(hooklens.folder, 'hooklens.config.json'), JSON.stringify({ targets: [target] }))
  await hooklens.restart()
  await page.goto('/targets')
  await page.getByRole('link', { name: 'From the file' }).click()
  await expect(page.getByText('On: forwards team.* as it comes.')).toBeVisible()
  await expect(page.getByText('The configuration file sets this target')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change settings' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete target' })).toHaveCount(0)
})

test('lets senders hear what a target answers, until it is deleted', async ({
  page,
  hooklens,
  api,
  backend: { handler },
}, testInfo) => {
  handler.answer = (_, response) => response.writeHead(418).end('from the backend')
  const heard = async () => {
    const response = await fetch(hooklens.ingestUrl, { method: 'POST', body: '{}' })
    return { status: response.status, text: await response.text() }
  }
  await page.setViewportSize({ width: 1024, height: 600 })
  await page.goto('/endpoints/stack')
  const answer = page.getByRole('region', { name: 'What senders are answered' })
  await answer.getByRole('button', { name: 'Change the answer' }).click()
  await expect(answer.getByLabel('The target’s real status and body')).toBeDisabled()
  await expect(answer.getByRole('link', { name: 'Make one first' })).toBeVisible()
  const id = await createTarget(api, { name: 'Dev', url: handler.url })
  await answer.getByLabel('The target’s real status and body').check()
  await expect(answer.getByText('A failing answer makes the sender try again')).toBeVisible()
  await answer.getByLabel('Wait at most').fill('1 min')
  await answer.getByRole('button', { name: 'Save' }).click()
  await expect(answer.getByText('At most 30,000 ms: senders wait no longer.')).toBeVisible()
  await answer.getByLabel('Wait at most').fill('20 s')
  await answer.getByLabel('Else: status').fill('503')
  await answer.getByLabel('Else: body').fill('later')
  // The page itself never scrolls, only what is in it.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0)
  await screenshot(page, testInfo, 'endpoint-answer')
  await answer.getByRole('button', { name: 'Save' }).click()
  await expect(answer.getByText(/Where none comes within 20 s, 503 with a body of 5 B\.$/)).toBeVisible()
  expect(await heard()).toEqual({ status: 418, text: 'from the backend' })
  await handler.close()
  expect(await heard()).toEqual({ status: 503, text: 'later' })

  await answer.getByRole('link', { name: 'Dev' }).click()
  await expect(page).toHaveURL(new RegExp(`/targets/${id}$`))
  await page.getByRole('button', { name: 'Delete target' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Senders of Stack hear from Hooklens itself again.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete target' }).click()
  await expect(page.getByText('No targets yet')).toBeVisible()
  expect((await heard()).status).toBe(200)
})
