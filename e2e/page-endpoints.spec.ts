import { newSecret, send } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test('makes an endpoint, renames it, and deletes it once its slug is typed', async ({
  page,
  hooklens,
  api,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New endpoint' }).click()
  const dialog = page.getByRole('dialog', { name: 'New endpoint' })
  await dialog.getByLabel('Name').fill('Stack staging')
  await expect(dialog.getByText(`${hooklens.baseUrl}/in/stack-staging`)).toBeVisible()
  await dialog.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(page).toHaveURL(/\/endpoints\/stack-staging$/)

  await page.getByRole('button', { name: 'Rename the endpoint' }).click()
  await page.getByLabel('Name of the endpoint').fill('Staging')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Staging', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Staging /in/stack-staging' })).toBeVisible()

  await send(`${hooklens.baseUrl}/in/stack-staging`)
  await expect(page.getByText('1 event will be lost. Its senders')).toBeVisible()
  await page.getByRole('button', { name: 'Delete endpoint' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete "Staging"' })
  await expect(confirm.getByRole('button', { name: 'Delete endpoint' })).toBeDisabled()
  await confirm.getByLabel('Type stack-staging to confirm').fill('stack-staging')
  await confirm.getByRole('button', { name: 'Delete endpoint' }).click()
  await expect(page.getByText('Endpoint deleted, with 1 event.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Staging /in/stack-staging' })).not.toBeVisible()
  expect(await api.listEndpoints()).toHaveLength(1)
})

test('says that a slug is taken', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New endpoint' }).click()
  await page.getByLabel('Name').fill('Stack')
  await page.getByRole('button', { name: 'Create endpoint' }).click()
  await expect(page.getByRole('dialog').getByText('Another endpoint has the slug "stack".')).toBeVisible()
})

test('adds, reveals, expires and removes a secret, and lists only its end', async ({ page }) => {
  const secret = newSecret()
  await page.goto('/endpoints/stack')
  await page.getByLabel('Signing secret', { exact: true }).fill(secret)
  await page.getByLabel('Label').fill('production')
  await page.getByRole('button', { name: 'Add secret' }).click()
  await expect(page.getByText(`whsec_…${secret.slice(-4)}`)).toBeVisible()
  await expect(page.getByText(secret)).not.toBeAttached()

  await page.getByRole('button', { name: 'Reveal the secret production' }).click()
  await expect(page.getByText(secret)).toBeVisible()
  await page.getByRole('button', { name: 'Hide the secret production' }).click()
  await expect(page.getByText(secret)).not.toBeAttached()

  await page.getByRole('button', { name: 'Actions on the secret production' }).click()
  await page.getByRole('menuitem', { name: 'Set the expiry' }).click()
  await page.getByRole('button', { name: 'In 24 h' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/^expires in 24 h$/)).toBeVisible()

  await page.getByRole('button', { name: 'Actions on the secret production' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove secret' }).click()
  await expect(page.getByText('Without a secret, signed events are kept')).toBeVisible()
})

test('says in place what is wrong with a secret', async ({ page, api }) => {
  await api.addSecret('stack', { secret: 'not a secret', label: 'mistake' })
  await page.goto('/endpoints/stack')
  const problem = (await api.getEndpoint('stack')).secrets[0]?.problem
  expect(problem).toBeTruthy()
  await expect(page.getByText(problem ?? '')).toBeVisible()
})
