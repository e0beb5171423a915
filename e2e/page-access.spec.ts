import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

// Every state is examined whole, which takes a while on a busy machine.
test.beforeEach(() => test.slow())

async function expectNoSeriousViolation(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
  expect(told, state).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' } as object)

    test('the first run is accessible', async ({ page }) => {
      await page.goto('/')
      await expect(page.getByRole('heading', { name: /waiting for its first event/ })).toBeVisible()
      await expectNoSeriousViolation(page, 'first run')
    })

    test('the list and the event are accessible', async ({ page, hooklens, api }) => {
      const secret = newSecret()
      await api.addSecret('stack', { secret, label: 'production' })
      await api.createEndpoint({ name: 'Billing', slug: 'billing' })
      await send(hooklens.ingestUrl, { secret })
      await send(`${hooklens.baseUrl}/in/billing`, { secret })
      await send(hooklens.ingestUrl, { payload: stackPayload('team.created'), secret: newSecret() })
      await fetch(hooklens.ingestUrl)
      await page.goto('/')
      await expect(page.getByRole('option')).toHaveCount(4)
      await expectNoSeriousViolation(page, 'list')

      await page.getByRole('option', { name: /^verified/ }).click()
      await page.getByRole('treeitem').nth(3).click()
      await expectNoSeriousViolation(page, 'tree')
      for (const view of ['Text', 'Hex']) {
        await page.getByText(view, { exact: true }).click()
        await expect(page.getByRole('region', { name: /^Body as/ })).toBeVisible()
        await expectNoSeriousViolation(page, view)
      }
      for (const tab of [/^Headers/, /^Verification/]) {
        await page.getByRole('tab', { name: tab }).click()
        await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
        await expectNoSeriousViolation(page, String(tab))
      }
      await page.getByRole('option', { name: /^failed/ }).click()
      await expect(page.getByText('Not verified: no signature matches').first()).toBeVisible()
      await expectNoSeriousViolation(page, 'failed event')
      await page.goto('/events/evt_nowhere')
      await expect(page.getByText('This event is not here')).toBeVisible()
      await expectNoSeriousViolation(page, 'missing event')
      await page.goto('/?q=verdict:unchecked+type:none')
      await expect(page.getByText('No events match')).toBeVisible()
      await expectNoSeriousViolation(page, 'no match')
      await page.goto('/?q=x:y')
      await expect(page.getByRole('alert')).toBeVisible()
      await expectNoSeriousViolation(page, 'unreadable filter')
    })

    test('endpoints and dialogs are accessible', async ({ page, api }) => {
      await api.addSecret('stack', {
        secret: newSecret(),
        label: 'production',
        expiresAt: Date.now() + 86_400_000,
      })
      await api.addSecret('stack', { secret: 'no secret', label: 'mistake' })
      await page.goto('/endpoints/stack')
      await page.getByRole('button', { name: 'Reveal the secret production' }).click()
      await expect(page.getByRole('button', { name: 'Hide the secret production' })).toBeVisible()
      await expectNoSeriousViolation(page, 'endpoint')

      await page.getByRole('button', { name: 'Delete endpoint' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoSeriousViolation(page, 'delete')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)

      for (const [key, name] of [
        ['s', 'Send a signed sample'],
        ['?', 'Keyboard'],
      ] as const) {
        await page.keyboard.press(key)
        await expect(page.getByRole('dialog', { name })).toBeVisible()
        await expectNoSeriousViolation(page, name)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      await page.getByRole('button', { name: 'New endpoint' }).click()
      await expect(page.getByRole('dialog', { name: 'New endpoint' })).toBeVisible()
      await expectNoSeriousViolation(page, 'new endpoint')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByLabel('Command', { exact: true })).toBeVisible()
      await expectNoSeriousViolation(page, 'palette')
    })
  })
}

test('the choice of colours is remembered, and there before the first paint', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('img', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})
