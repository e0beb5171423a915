import { barriers } from './fixtures/axe.ts'
import { newMessageId, newSecret, send, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

type Made = { type: string; data: object; sentAt: number; messageId?: string }
const test = base.extend<{ sendEvent: (made: Made) => Promise<string> }>({
  sendEvent: async ({ api, hooklens }, use) => {
    const secret = newSecret()
    await api.addSecret('stack', { secret, label: 'production' })
    await use(async ({ type, data, sentAt, messageId = newMessageId() }) => {
      const payload = stackPayload(type, { id: 'u-1', ...data })
      const headers = signatureHeaders({ payload, secret, messageId, sentAt })
      return (await send(hooklens.ingestUrl, { payload, headers })).reply?.id ?? ''
    })
  },
})

test('a message that comes once more says so in its row, and the flag filters', async ({
  page,
  sendEvent,
}) => {
  const messageId = newMessageId()
  const now = Date.now()
  await page.goto('/')
  await sendEvent({ type: 'user.updated', data: {}, sentAt: now, messageId })
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('combobox', { name: 'Flag' })).toHaveCount(0)
  await sendEvent({ type: 'user.updated', data: {}, sentAt: now, messageId })
  const row = page.getByRole('option', { name: /duplicate/ })
  await expect(row).toHaveCount(1)
  await row.getByText('duplicate').click()
  await expect(page).toHaveURL(/q=flag:duplicate/)
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('combobox', { name: 'Flag' })).toHaveValue('duplicate')
  await page.getByLabel('All flags').click()
  await expect(page.getByRole('option')).toHaveCount(2)
})

test('an update that comes too late is explained, with the way to the newer one', async ({
  page,
  sendEvent,
}) => {
  const now = Date.now()
  const newer = await sendEvent({ type: 'user.updated', data: { display_name: 'Ada L.' }, sentAt: now })
  await sendEvent({ type: 'user.updated', data: {}, sentAt: now - 120_000 })
  const older = await sendEvent({ type: 'user.updated', data: { display_name: 'Ada' }, sentAt: now - 60_000 })
  await page.goto(`/events/${older}`)
  const flags = page.getByRole('list', { name: 'Flags' })
  await expect(flags).toContainText('out of order')
  await expect(flags).toContainText('keep the newer one')
  await flags.getByRole('link', { name: 'Compare with the newer one' }).click()
  await expect(page).toHaveURL(new RegExp(`/compare/${newer}/${older}$`))
  await expect(page.getByText('data.display_name')).toBeVisible()
})

for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 400 },
] as const) {
  test(`in ${scheme} at ${width} px › an event with flags is accessible`, async ({ page, sendEvent }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    const now = Date.now()
    await sendEvent({ type: 'user.deleted', data: {}, sentAt: now - 1000 })
    const id = await sendEvent({ type: 'user.updated', data: {}, sentAt: now })
    await page.goto(`/events/${id}`)
    await expect(page.getByRole('list', { name: 'Flags' })).toContainText('Do not create the entity again')
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}
