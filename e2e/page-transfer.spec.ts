import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Download, Page } from '@playwright/test'
import { eventLineSchema } from '../shared/export/event-line.ts'
import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

async function linesOf(download: Download) {
  const text = await readFile(await download.path(), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventLineSchema.parse(JSON.parse(line)))
}

test('downloads the events that match, with the keyboard alone', async ({ page, hooklens }) => {
  for (const type of ['user.created', 'team.created', 'user.created']) {
    await send(hooklens.ingestUrl, { payload: stackPayload(type) })
  }
  await page.goto('/?q=type:user.created')
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await expect(dialog.getByText(/^2 events, oldest first; about /)).toBeVisible()
  expect((await dialogAxe(page).analyze()).violations).toEqual([])
  const link = dialog.getByRole('link', { name: 'Download' })
  await link.focus()
  const begun = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await begun
  expect(download.suggestedFilename()).toMatch(/^hooklens-events-\d{8}-\d{6}\.ndjson$/)
  expect((await linesOf(download)).map(({ type }) => type)).toEqual(['user.created', 'user.created'])
  await expect(dialog).toBeHidden()
})

test('offers commands for the same file, in the chosen format', async ({ page, hooklens, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/?q=verdict:failed')
  await page.getByRole('button', { name: 'Export these events' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export events' })
  await expect(dialog.getByText('No event matches. The file will be empty.')).toBeVisible()
  await dialog.getByText('CSV', { exact: true }).click()
  await expect(dialog.getByText('For spreadsheets')).toBeVisible()
  await dialog.getByText('On the command line').click()
  await dialog.getByRole('button', { name: 'Copy the command' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `hooklens export --server ${hooklens.baseUrl} --q verdict:failed --format csv --out events.csv`,
  )
})

test('imports a file, says what failed, and shows what came', async ({ page, hooklens, api }) => {
  const { reply } = await send(hooklens.ingestUrl, { payload: stackPayload('user.created') })
  await send(hooklens.ingestUrl, { payload: stackPayload('team.created') })
  const file = await (await api.request('/api/events/export')).text()
  await api.deleteEvent(reply?.id ?? '')
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(1)

  await page.getByRole('button', { name: 'Import events' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import events' })
  await dialog
    .getByLabel('File with events')
    .setInputFiles({ name: 'events.ndjson', mimeType: '', buffer: Buffer.from(`${file}{"broken"\n`) })
  expect((await dialogAxe(page).analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText(
    '1 event imported, 1 skipped that are here already, 1 failed.',
  )
  await expect(dialog.getByRole('region', { name: 'What could not be imported' })).toContainText('Line 3')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
  expect((await api.listEvents()).events[0]?.id).toBe(reply?.id)
})

test('imports into a chosen endpoint, dropped on the dialog, from the palette', async ({
  page,
  hooklens,
  api,
}) => {
  await send(hooklens.ingestUrl)
  const file = await (await api.request('/api/events/export?format=har')).text()
  const [event] = (await api.listEvents()).events
  await api.deleteEvent(event?.id ?? '')
  await api.createEndpoint({ name: 'Other', slug: 'other' })
  await page.goto('/')
  await expect(page.getByRole('status').filter({ hasText: 'live' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByLabel('Command', { exact: true }).fill('import')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Import events' })
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'events.har'))
    return transfer
  }, file)
  await dialog.getByText('An exported file').dispatchEvent('drop', { dataTransfer: data })
  await expect(dialog.getByText('events.har')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Endpoint' }).click()
  await page.getByRole('option', { name: 'Other' }).click()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 event imported.')
  expect((await api.listEvents({ q: 'endpoint:other' })).events.map(({ id }) => id)).toEqual([event?.id])
})

test('says what to do when an import breaks off, and when it was cancelled', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Import events' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import events' })
  const file = { name: 'events.ndjson', mimeType: '', buffer: Buffer.from('{}\n') }
  await dialog.getByLabel('File with events').setInputFiles(file)

  await page.route('**/api/events/import', (route) => route.abort())
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('The upload broke off.')
  await page.unroute('**/api/events/import')

  // It never answers.
  await page.route('**/api/events/import', () => {})
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('status')).toContainText('Cancelled.')
})

test('copies an event in each form, and says what was left out', async ({ page, hooklens, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const payload = stackPayload('user.created', { display_name: "O'Hara \u202e" })
  const { reply } = await send(hooklens.ingestUrl, { payload })
  await page.goto(`/events/${reply?.id}`)
  const copied = async (form: string) => {
    await page.getByRole('button', { name: 'Copy as' }).click()
    await page.getByRole('menuitem', { name: form, exact: true }).click()
    await expect(page.getByText(new RegExp(`^Copied as ${form}\\.`)).last()).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied('cURL')).toContain(`curl '${hooklens.baseUrl}/in/stack'`)
  expect(await copied('HTTPie')).toMatch(/^http --ignore-stdin --path-as-is 'POST'/)
  expect(await copied('fetch')).toContain('await fetch(')
  await expect(
    page.getByText(/^Copied as fetch\. Left to fetch, which sets them itself: .*host/),
  ).toBeVisible()
  expect(await copied('Raw HTTP')).toMatch(/^POST \/in\/stack HTTP\/1.1\r?\n/)
  expect(JSON.parse(await copied('JSON'))).toMatchObject({ id: reply?.id, body: { text: payload } })
})

test('gives a request that is no text as a file', async ({ page, hooklens }) => {
  const body = Buffer.from([0xff, 0, 1])
  const response = await fetch(hooklens.ingestUrl, { method: 'POST', body })
  const { id } = (await response.json()) as { id: string }
  await page.goto(`/events/${id}`)
  await page.getByRole('button', { name: 'Copy as' }).click()
  const begun = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Raw HTTP' }).click()
  const file = await readFile(await (await begun).path())
  expect(file.subarray(-3).equals(body)).toBe(true)
  await expect(page.getByText('It comes as a file.')).toBeVisible()
})

test('gives chosen events to a form of the page, in a tab that closes by itself', async ({
  page,
  hooklens,
  api,
  context,
}) => {
  await send(hooklens.ingestUrl)
  await send(hooklens.ingestUrl)
  const [event] = (await api.listEvents()).events
  await page.goto('/')
  const begun = new Promise<Download>((resolve) => {
    // The browser tells of it at the tab that asked, or at the one that it opened.
    page.on('download', resolve)
    context.on('page', (opened) => opened.on('download', resolve))
  })
  await page.evaluate((ids) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', target: '_blank' })
    form.action = '/api/events/export'
    form.append(Object.assign(document.createElement('input'), { name: 'ids', value: ids }))
    document.body.append(form)
    form.submit()
  }, event?.id ?? '')
  expect((await linesOf(await begun)).map(({ id }) => id)).toEqual([event?.id])
  await expect.poll(() => context.pages().length).toBe(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 400, height: 800 } })

    test('the dialogs fit and can be read, also with many failures', async ({ page, hooklens }) => {
      await send(hooklens.ingestUrl)
      await page.goto('/')
      await page.getByRole('button', { name: 'Export these events' }).click()
      await expect(page.getByText(/oldest first/)).toBeVisible()
      await page.getByText('On the command line').click()
      await expectReadable(page)
      await page.getByRole('button', { name: 'Close', exact: true }).click()
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('g')
      await page.keyboard.press('i')
      const dialog = page.getByRole('dialog', { name: 'Import events' })
      const lines = Array.from({ length: 130 }, (_, i) => `{"no":${i}}`).join('\n')
      await dialog
        .getByLabel('File with events')
        .setInputFiles({ name: 'events.ndjson', mimeType: '', buffer: Buffer.from(lines) })
      await dialog.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(dialog.getByText('And 30 more.')).toBeAttached()
      await expectReadable(page)
    })
  })
}

async function expectReadable(page: Page): Promise<void> {
  expect((await dialogAxe(page).analyze()).violations).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
}

function dialogAxe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).include('[role=dialog]').withTags(['wcag2a', 'wcag2aa'])
}
