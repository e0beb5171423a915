import { newSecret } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test('leads from nothing to the first verified event, which appears by itself', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Stack is waiting for its first event' })).toBeVisible()
  await expect(page.getByRole('status').getByText('live')).toBeVisible()
  await expect(page.getByText('Only programs on this machine can reach this URL')).toBeVisible()

  await page.getByLabel('Signing secret').fill(newSecret())
  await page.getByLabel('Label').fill('production')
  await page.getByRole('button', { name: 'Add secret' }).click()
  await expect(page.getByText('Added: production.')).toBeVisible()

  await page.getByRole('combobox', { name: 'Type of the sample' }).click()
  await page.getByRole('option', { name: 'team.created' }).click()
  await page.getByRole('button', { name: 'Send a signed sample' }).click()

  const pane = page.getByRole('complementary', { name: 'Event' })
  await expect(pane.getByRole('heading', { name: 'team.created' })).toBeVisible()
  await expect(pane.getByText('Verified with production').first()).toBeVisible()
  await expect(page.getByRole('option', { name: /^verified, team\.created/ })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await expect(page.getByText('1 event', { exact: true })).toBeVisible()
})

test('copies the ingest URL', async ({ page, context, hooklens }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  await page.getByRole('button', { name: 'Copy the ingest URL' }).click()
  await expect(page.getByText('Copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(hooklens.ingestUrl)
})

test('sends another sample from anywhere', async ({ page, api }) => {
  await api.sendSample('user.created')
  await page.goto('/')
  await page.getByRole('button', { name: 'Send a sample' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send a signed sample' })
  await expect(dialog.getByText('It has no secret yet')).toBeVisible()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('2 events')).toBeVisible()
  await expect(page.locator('[role=option][data-open]')).toBeVisible()
})
