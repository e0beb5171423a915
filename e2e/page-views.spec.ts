import type { Page } from '@playwright/test'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const secret = newSecret()

test.beforeEach(async ({ api, hooklens }) => {
  await api.addSecret('stack', { secret, label: 'production' })
  await send(hooklens.ingestUrl, { secret })
  await send(hooklens.ingestUrl, { secret: newSecret(), payload: stackPayload('team.created') })
})

const bar = (page: Page) => page.getByRole('combobox', { name: 'Search events' })
const views = (page: Page) => page.getByRole('region', { name: 'Views' })

async function save(page: Page, q: string, name: string): Promise<void> {
  await bar(page).fill(q)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Save view' }).click()
  await expect(dialog).toHaveCount(0)
}

test('saves the search under a name, counts what it matches, and counts again', async ({
  page,
  hooklens,
}) => {
  await page.goto('/')
  await expect(views(page)).toHaveCount(0)
  await bar(page).fill('verdict:failed')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('v')
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await expect(dialog.getByLabel('Name')).toHaveValue('Failed')
  await page.keyboard.type('Failures')
  await page.keyboard.press('Enter')
  const link = views(page).getByRole('link', { name: 'Failures' })
  await expect(link).toHaveAccessibleName('Failures 1')
  await expect(link).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('button', { name: 'Save view' })).toHaveCount(0)

  await page.getByRole('link', { name: 'All events' }).click()
  await expect(link).not.toHaveAttribute('aria-current')
  await send(hooklens.ingestUrl, { secret: newSecret() })
  await expect(link).toHaveAccessibleName('Failures 2')
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await expect(page).toHaveURL(/\?q=verdict:failed$/)
  await expect(bar(page)).toHaveValue('verdict:failed')
})

test('renames, moves and deletes views, and brings a deleted one back', async ({ page }) => {
  await page.goto('/')
  await save(page, 'type:team.*', 'Teams')
  await save(page, 'type:user.*', 'Users')
  const names = views(page).getByRole('link')
  await expect(names).toHaveText(['Teams1', 'Users1'])

  await page.getByRole('button', { name: 'Actions for the view Users' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  await expect(names).toHaveText(['Users1', 'Teams1'])
  await page.getByRole('button', { name: 'Actions for the view Users' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename the view' })
  await dialog.getByLabel('Name').fill('TEAMS')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Another view is called "TEAMS".')).toBeVisible()
  await dialog.getByLabel('Name').fill('People')
  await page.keyboard.press('Enter')
  await expect(names).toHaveText(['People1', 'Teams1'])

  await page.getByRole('button', { name: 'Actions for the view People' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(names).toHaveText(['Teams1'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(names).toHaveText(['People1', 'Teams1'])
})

test('shows what others save, and leads there from the palette', async ({ page, api }) => {
  await page.goto('/')
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  const name = '\u202eevil <b>'
  await api.request('/api/views', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, query: 'verdict:failed' }),
  })
  await expect(views(page).getByRole('link')).toHaveText(['U+202Eevil <b>1'])
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByLabel('Command', { exact: true }).fill('evil')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=verdict:failed$/)
})

test('explains the language by examples that can be tried', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Search syntax' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'type:user.*', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/\?q=type:user\.\*$/)
})
