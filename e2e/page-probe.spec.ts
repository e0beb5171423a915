import { readFileSync } from 'node:fs'
import { barriers } from './fixtures/axe.ts'
import { startHandler } from './fixtures/handler.ts'
import { screenshot } from './fixtures/screenshot.ts'
import { newSecret } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const test = base.extend<{ backend: { secret: string; handler: Awaited<ReturnType<typeof startHandler>> } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
  backend: async ({}, use) => {
    const secret = newSecret()
    const handler = await startHandler(secret)
    await use({ secret, handler })
    await handler.close()
  },
})

test('probes a handler that verifies nothing, and says so with proof and fix', async ({
  page,
  backend: { secret, handler },
}, testInfo) => {
  handler.answer = (_, response) => response.writeHead(200).end('ok')
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Probe' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page.getByText('None yet.')).toBeVisible()
  const form = page.getByRole('form', { name: 'New probe' })
  await form.getByLabel('URL').fill('https://example.com/hooks')
  await form.getByRole('button', { name: 'Probe' }).click()
  await expect(form.getByText('Paste the signing secret of the handler.')).toBeVisible()
  await form.getByLabel('Signing secret').fill(secret)
  await form.getByRole('button', { name: 'Probe' }).click()
  const ask = page.getByRole('dialog', { name: 'Send up to 80 deliveries' })
  await ask.getByRole('button', { name: 'Start the probe' }).click()
  await expect(form.getByText(/make this one a target if it may be probed/)).toBeVisible()
  expect(handler.handled).toHaveLength(0)

  await form.getByLabel('URL').fill(handler.url)
  await form.getByRole('button', { name: 'Probe' }).click()
  await expect(ask.getByText('A handler with side effects will have them:')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await ask.getByRole('button', { name: 'Start the probe' }).click()
  await expect(page.getByText('The handler accepts what it must refuse.')).toBeVisible()
  const faults = page.getByRole('region', { name: 'What is wrong' })
  await expect(faults.getByRole('heading', { name: 'Danger The handler verifies nothing.' })).toBeVisible()
  await expect(faults.getByRole('article')).toHaveCount(1)
  await page.getByText('Signed with another secret', { exact: true }).click()
  await expect(
    page.getByText('Anybody who knows the URL can create, change and delete users here.'),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Came back' }).getByText('200 OK')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await screenshot(page, testInfo, 'probe')

  await page.getByRole('button', { name: 'Download' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'JUnit' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/^prb_.*\.xml$/)
  expect(readFileSync(await file.path(), 'utf8')).toContain('The handler verifies nothing.')
})

test('probes a target with its own secret, stops on request, and fits a narrow screen in the dark', async ({
  page,
  api,
  backend: { secret, handler },
}, testInfo) => {
  await page.setViewportSize({ width: 400, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const body = JSON.stringify({ name: 'Dev', url: handler.url, secret })
  const headers = { 'content-type': 'application/json' }
  expect((await api.request('/api/targets', { method: 'POST', body, headers })).status).toBe(201)
  const start = async () => {
    await page.goto('/targets')
    await page.getByRole('link', { name: 'Dev', exact: true }).click()
    await page.getByRole('main').getByRole('link', { name: 'Probe' }).click()
    await expect(page.getByRole('combobox', { name: 'What' })).toHaveValue('Dev')
    await expect(page.getByRole('combobox', { name: 'Sign with' })).toHaveValue(/^The target’s own/)
    await page.getByRole('button', { name: 'Probe', exact: true }).click()
    await page.getByRole('button', { name: 'Start the probe' }).click()
  }
  await start()
  await expect(page.getByText('The handler does everything right.')).toBeVisible()
  await page.getByText('Passed', { exact: true }).click()
  await page.getByText('A deletion twice').click()
  await expect(page.getByText('user.deleted again, the same message')).toBeVisible()
  const room = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.scrollHeight,
  ])
  expect(room).toEqual([400, 800])
  expect(await barriers(page)).toEqual([])
  await screenshot(page, testInfo, 'probe-narrow')

  handler.answer = () => {}
  await start()
  await expect(page.getByRole('progressbar', { name: 'The probe' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Stopped after 0 of 26 checks.')).toBeVisible()
  await page.getByRole('link', { name: 'All probes' }).click()
  const recent = page.getByRole('region', { name: 'Recent probes' })
  await expect(recent.getByRole('listitem')).toHaveCount(2)
  await expect(recent.getByText('The handler does everything right. 26 passed')).toBeVisible()
})
