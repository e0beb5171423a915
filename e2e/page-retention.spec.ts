import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { screenshot } from './fixtures/screenshot.ts'
import { send } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

async function sendMany(ingestUrl: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await send(ingestUrl)
}

test('says what saving a rule deletes, asks for the count, and deletes it', async ({
  page,
  hooklens,
  api,
}, testInfo) => {
  await sendMany(hooklens.ingestUrl, 12)
  await page.goto('/endpoints/stack')
  const kept = page.getByRole('region', { name: 'What is kept' })
  await expect(kept.getByText('Everything is kept, until somebody deletes it.')).toBeVisible()
  await expect(
    kept.getByText(/^Now: 12 events, [\d.]+ kB of bodies, the oldest received \d\d:\d\d\.$/),
  ).toBeVisible()

  await kept.getByRole('button', { name: 'Change what is kept' }).click()
  await expect(kept.getByLabel('Not older than')).toBeFocused()
  await expect(kept.getByRole('button', { name: 'Save' })).toBeDisabled()
  await kept.getByLabel('Events at most').fill('0')
  await expect(kept.getByText('At least one event is kept.')).toBeVisible()
  await expect(kept.getByRole('button', { name: 'Save' })).toBeDisabled()
  await kept.getByLabel('Events at most').fill('5')
  await expect(
    kept.getByText(/^Saving this deletes 7 events \([\d.]+ kB\), received up to .* 5 events stay/),
  ).toBeVisible()
  await screenshot(page, testInfo, 'retention-form')

  await kept.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete 7 events' })
  await expect(dialog.getByRole('button', { name: 'Save and delete' })).toBeDisabled()
  await screenshot(page, testInfo, 'retention-confirm')
  await dialog.getByLabel('Type 7 to confirm').fill('7')
  await dialog.getByRole('button', { name: 'Save and delete' }).click()
  await expect(kept.getByText('Kept: the newest 5 events. What is over goes, oldest first.')).toBeVisible()
  await expect(kept.getByText(/^Now: 5 events/)).toBeVisible()
  await expect(kept.getByText(/^Next to go: the event received .*, when the next one comes\.$/)).toBeVisible()
  await expect(kept.getByRole('button', { name: 'Change what is kept' })).toBeFocused()
  expect((await api.getStats()).total).toBe(5)
  await screenshot(page, testInfo, 'retention-kept')
})

test('is left with escape, and takes a rule away', async ({ page, hooklens, api }, testInfo) => {
  await page.setViewportSize({ width: 400, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await sendMany(hooklens.ingestUrl, 3)
  const { id } = await api.getEndpoint('stack')
  const saved = await api.request(`/api/endpoints/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      retention: { maxAgeMs: 30 * 86_400_000, maxCount: 100_000, maxBytes: 2_000_000_000 },
    }),
  })
  expect(saved.status).toBe(200)
  await page.goto('/endpoints/stack')
  const kept = page.getByRole('region', { name: 'What is kept' })
  await expect(kept.getByText(/^Next to go: the event received .*, in 30 days\.$/)).toBeVisible()
  const change = kept.getByRole('button', { name: 'Change what is kept' })
  await change.click()
  await expect(kept.getByLabel('Not older than')).toHaveValue('30')
  await expect(kept.getByLabel('Bodies at most')).toHaveValue('2')
  await screenshot(page, testInfo, 'retention-narrow')
  await page.keyboard.press('Escape')
  await expect(kept.getByLabel('Not older than')).toBeHidden()
  await expect(change).toBeFocused()

  await change.click()
  await kept.getByRole('button', { name: 'Keep everything' }).click()
  await expect(kept.getByText('Saving this deletes nothing now.')).toBeVisible()
  await kept.getByRole('button', { name: 'Save' }).click()
  await expect(kept.getByText('Everything is kept, until somebody deletes it.')).toBeVisible()
  expect((await api.getStats()).total).toBe(3)
})

test('says what is wrong when the dry run fails, and tries again', async ({ page, hooklens }) => {
  await sendMany(hooklens.ingestUrl, 2)
  await page.goto('/endpoints/stack')
  const kept = page.getByRole('region', { name: 'What is kept' })
  await kept.getByRole('button', { name: 'Change what is kept' }).click()
  await page.route('**/retention?*', (route) => route.abort())
  await kept.getByLabel('Events at most').fill('1')
  await expect(kept.getByRole('alert')).toContainText('Hooklens does not answer.')
  await expect(kept.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.unroute('**/retention?*')
  await kept.getByRole('button', { name: 'Try again' }).click()
  await expect(kept.getByText(/^Saving this deletes 1 event /)).toBeVisible()
})

test('shows a rule of the configuration file, which cannot be changed here', async ({
  page,
  hooklens,
}, testInfo) => {
  const rule = { maxAgeMs: 36 * 3_600_000, maxCount: 1_000_000 }
  writeFileSync(
    join(hooklens.folder, 'hooklens.config.json'),
    JSON.stringify({ endpoints: [{ slug: 'stack', retention: rule }] }),
  )
  await hooklens.restart()
  await page.setViewportSize({ width: 400, height: 800 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/endpoints/stack')
  const kept = page.getByRole('region', { name: 'What is kept' })
  await expect(
    kept.getByText('Kept: events of the last 36 hours, the newest 1,000,000 events of them at most.'),
  ).toBeVisible()
  await expect(kept.getByText('The configuration file says so')).toBeVisible()
  await expect(kept.getByText('No events are stored now.')).toBeVisible()
  await expect(kept.getByRole('button')).toHaveCount(0)
  await screenshot(page, testInfo, 'retention-configured')
})

test('a deletion that a kill cuts off leaves counts that are true, and goes on at the next start', async ({
  hooklens,
  api,
}) => {
  test.slow()
  const { id } = await api.getEndpoint('stack')
  await Promise.all(Array.from({ length: 40 }, () => sendMany(hooklens.ingestUrl, 50)))
  const patched = await api.request(`/api/endpoints/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ retention: { maxCount: 10 } }),
  })
  expect(patched.status).toBe(200)
  while ((await api.getStats()).total === 2000) await new Promise(setImmediate)
  await hooklens.kill()
  await hooklens.restart()
  await expect.poll(async () => (await api.getStats()).total, { timeout: 30_000 }).toBe(10)
  const left = []
  for await (const event of api.allEvents()) left.push(event)
  const { counts } = await api.getEndpoint('stack')
  expect(left).toHaveLength(10)
  expect(counts.verified + counts.failed + counts.unsigned + counts.unchecked).toBe(10)
  expect(counts.bytes).toBe(left.reduce((sum, { size }) => sum + size, 0))
})
