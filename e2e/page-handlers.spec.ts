import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { send } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a handler is chosen by keyboard, copied and downloaded, and the choices stay', async ({
  page,
  hooklens,
}) => {
  await send(hooklens.ingestUrl)
  await page.goto('/endpoints/stack')
  await page.getByRole('link', { name: 'Code that receives these events' }).click()
  await expect(page).toHaveURL(/\/handlers\?q=endpoint:stack$/)
  const code = page.getByRole('region', { name: 'Code', exact: true })
  await expect(code).toContainText('export async function POST(request: Request)')
  await expect(code).toContainText('npm install svix')

  await page.getByRole('radio', { name: 'Next.js' }).focus()
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight')
  await expect(code).toContainText('@stack_webhook.post("/api/webhooks/stack")')
  await page.getByRole('radio', { name: 'By hand' }).check()
  await expect(code.getByRole('region', { name: 'verify_signature.py' })).toContainText('compare_digest')

  await page.getByRole('button', { name: 'None' }).click()
  await expect(code).toContainText('Choose an event type')
  await page.getByRole('button', { name: 'Received' }).click()
  await expect(page.getByRole('checkbox', { name: 'user.created' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'All of user' })).toBeChecked({ indeterminate: true })
  await page.getByRole('checkbox', { name: 'All of team', exact: true }).check()
  await expect(page).toHaveURL(/types=user\.created%2Cteam\.\*$/)
  await expect(code).toContainText('if event["type"] == "user.created"')
  await expect(code).not.toContainText('"user.deleted"')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await page.getByRole('button', { name: 'Copy verify_signature.py' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download verify_signature.py' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('verify_signature.py')
  expect(readFileSync(await download.path(), 'utf8')).toBe(copied)

  await page.reload()
  await expect(page.getByRole('radio', { name: 'Flask' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'By hand' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'user.deleted' })).not.toBeChecked()
  await page.setViewportSize({ width: 400, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
})

test('an event is copied as a test, for the framework that was chosen', async ({ page, hooklens }) => {
  const { reply } = await send(hooklens.ingestUrl)
  await page.goto(`/events/${reply?.id}`)
  await page.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'Test (vitest)' }).click()
  const dialog = page.getByRole('dialog', { name: 'A test of your handler' })
  await expect(dialog.getByRole('region', { name: 'user-created.test.ts' })).toContainText('HANDLER_URL')
  await expect(dialog.getByRole('region', { name: 'fixtures/user-created.json' })).toContainText(
    'user.created',
  )
  await dialog.getByText('Next.js').click()
  await expect(dialog.getByRole('region', { name: 'route' })).toHaveCount(0)
  await expect(dialog).toContainText("import { POST } from './route'")
  await dialog.getByText('pytest').click()
  await expect(dialog.getByRole('region', { name: 'test_user_created.py' })).toContainText(
    'def test_user_created_is',
  )
  expect(
    (await new AxeBuilder({ page }).include('[role=dialog]').withTags(['wcag2a', 'wcag2aa']).analyze())
      .violations,
  ).toEqual([])
})
