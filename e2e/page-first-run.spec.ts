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

test('sends a scenario, shows how far it is, and then its events', async ({ page, api }) => {
  await api.sendSample('stack.test')
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByLabel('Command', { exact: true }).fill('Send a scenario: Sign-up')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Send a signed sample' })
  await expect(
    dialog.getByText('the event of the personal team starts before that of its user'),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('5 requests sent: 5 verified.')
  await expect(dialog.getByRole('region', { name: 'What was sent' }).getByRole('listitem')).toHaveCount(5)
  await dialog.getByRole('button', { name: 'Show the events' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('5 events', { exact: true })).toBeVisible()
  await expect(page.getByRole('option', { name: /^verified, team\.created/ })).toBeVisible()
})

test('changes values of a sample, makes a fault on purpose, and says what is wrong', async ({
  page,
  api,
}) => {
  await api.sendSample('stack.test')
  await page.goto('/')
  await page.getByRole('button', { name: 'Send a sample' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send a signed sample' })
  await dialog.getByRole('button', { name: 'More options' }).click()
  const values = dialog.getByLabel('Values of its data')
  await values.fill('{"display_name": ')
  await expect(dialog.getByText('Write a JSON object')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await values.fill('{"display_name": "Ada of the samples"}')
  await dialog.getByRole('combobox', { name: 'Fault' }).click()
  await page.getByRole('option', { name: 'line ends changed' }).click()
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  const pane = page.getByRole('complementary', { name: 'Event' })
  await expect(pane.getByText('Ada of the samples').first()).toBeVisible()
})
