import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test.describe('at 400 px', () => {
  test.use({ viewport: { width: 400, height: 800 } })

  test('the event is a page of its own, and the rail a drawer', async ({ page, hooklens, api }) => {
    await api.createEndpoint({ name: 'Billing', slug: 'billing' })
    await send(hooklens.ingestUrl, { payload: stackPayload('team.created', { display_name: 'My Team' }) })
    await page.goto('/')
    await page.getByRole('option', { name: /My Team/ }).click()
    await expect(page.getByRole('heading', { name: 'team.created' })).toBeVisible()
    await expect(page.getByRole('listbox')).not.toBeVisible()
    await page.getByRole('button', { name: 'Close the event' }).click()
    await expect(page.getByRole('listbox')).toBeVisible()

    await page.getByRole('button', { name: 'Open the menu' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Billing /in/billing' }).click()
    await expect(page).toHaveURL(/q=endpoint:billing$/)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Billing is waiting for its first event' })).toBeVisible()
  })

  test('nothing is wider than the screen', async ({ page, hooklens }) => {
    const { reply } = await send(hooklens.ingestUrl)
    const places = [
      '/',
      `/events/${reply?.id}`,
      `/events/${reply?.id}?tab=headers`,
      '/endpoints/stack',
      '/nowhere',
    ]
    for (const place of places) {
      await page.goto(place)
      await expect(page.locator('main, aside').first()).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(400)
    }
  })
})

test.describe('at 1024 px', () => {
  test.use({ viewport: { width: 1024, height: 768 } })

  test('the event opens over the list', async ({ page, hooklens }) => {
    await send(hooklens.ingestUrl)
    await page.goto('/')
    await page.getByRole('option').click()
    await expect(page.getByRole('complementary', { name: 'Event' })).toBeVisible()
    await expect(page.getByRole('listbox')).toBeVisible()
    await expect(page.getByRole('separator', { name: 'Width of the event' })).not.toBeVisible()
  })
})
