import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const secret = newSecret()

test.beforeEach(async ({ api, hooklens }) => {
  await api.addSecret('stack', { secret, label: 'production' })
  await api.createEndpoint({ name: 'Billing', slug: 'billing' })
  await send(hooklens.ingestUrl, { secret })
  await send(hooklens.ingestUrl, { secret, payload: stackPayload('team.created') })
  await send(hooklens.ingestUrl, { secret: newSecret(), payload: stackPayload('user.updated') })
  await send(`${hooklens.baseUrl}/in/billing`, { secret })
  await fetch(hooklens.ingestUrl)
})

test('keeps the filters in the address, and takes them from there', async ({ page }) => {
  await page.goto('/')
  const rows = page.getByRole('option')
  await expect(rows).toHaveCount(5)
  await expect(page.getByText('5 events, 1 failed')).toBeVisible()

  await page.getByRole('link', { name: 'Stack /in/stack' }).click()
  await expect(page).toHaveURL(/\?q=endpoint:stack$/)
  await expect(rows).toHaveCount(4)

  await page.getByText('Failed', { exact: true }).click()
  await expect(page).toHaveURL(/\?q=endpoint:stack\+verdict:failed$/)
  await expect(rows).toHaveCount(1)
  await expect(page.getByText('1 failed event', { exact: true })).toBeVisible()

  await page.reload()
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('radio', { name: 'Failed' })).toBeChecked()
  await page.goBack()
  await expect(rows).toHaveCount(4)
})

test('offers the types that came, with their counts, and whole families', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Type' }).click()
  await expect(page.getByRole('option', { name: 'user.created 2' })).toBeVisible()
  await page.getByRole('option', { name: 'user.* 3' }).click()
  await expect(page).toHaveURL(/q=type:user\.\*$/)
  await expect(page.getByText('3 events, 1 failed')).toBeVisible()
})

test('a click on a row’s cause filters by it, and the select offers the causes that came', async ({
  page,
}) => {
  await page.goto('/?q=endpoint:stack')
  const failed = page.getByRole('option', { name: /^failed, .*, unexplained$/ })
  await failed.getByText('unexplained').click()
  await expect(page).toHaveURL(/\?q=endpoint:stack\+cause:unexplained$/)
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByText('1 failed event', { exact: true })).toBeVisible()
  const causes = page.getByRole('combobox', { name: 'Cause' })
  await expect(causes).toHaveValue('unexplained')
  await page.getByLabel('All causes').click()
  await expect(page.getByRole('option')).toHaveCount(4)

  await causes.click()
  await page.getByRole('option', { name: 'unexplained 1' }).click()
  await expect(page).toHaveURL(/cause:unexplained$/)
})

test('streams only what matches', async ({ page, hooklens }) => {
  await page.goto('/?q=verdict:failed')
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  await send(hooklens.ingestUrl, { secret, payload: stackPayload('team.updated') })
  await send(hooklens.ingestUrl, { secret: newSecret(), payload: stackPayload('team.deleted') })
  await expect(page.getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/^failed, team\.deleted/)
})

test('says why a filter cannot be read, and clears it', async ({ page }) => {
  await page.goto('/?q=colour:red')
  await expect(page.getByRole('alert')).toContainText('colour:red')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(page.getByRole('option')).toHaveCount(5)
})

test('says that nothing matches, and leads back', async ({ page }) => {
  await page.goto('/?q=endpoint:stack+verdict:unchecked')
  await expect(page.getByText('No events match')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page).toHaveURL(/\?q=endpoint:stack$/)
})
