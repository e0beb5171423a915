import type { Page } from '@playwright/test'
import { barriers } from './fixtures/axe.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const test = base.extend<{ sendEvent: (type: string, data: Record<string, unknown>) => Promise<string> }>({
  sendEvent: async ({ api, hooklens }, use) => {
    const secret = newSecret()
    await api.addSecret('stack', { secret, label: 'production' })
    await use(
      async (type, data) =>
        (await send(hooklens.ingestUrl, { secret, payload: stackPayload(type, data) })).reply?.id ?? '',
    )
  },
})

const entries = (page: Page) => page.getByRole('list', { name: 'Events' }).getByRole('article')
const ada = { id: 'u-1', display_name: 'Ada', primary_email: 'ada@old.example', signed_up_at_millis: 1 }

test('the history of a user tells what each event changed, and when a field did', async ({
  page,
  sendEvent,
}) => {
  await sendEvent('user.created', ada)
  await sendEvent('user.updated', { ...ada, primary_email: 'ada@new.example' })
  const last = await sendEvent('user.updated', {
    ...ada,
    primary_email: 'ada@new.example',
    display_name: '<img src=x onerror=alert(1)>',
  })
  await page.goto(`/events/${last}`)
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByRole('heading', { name: 'History of the user u-1' })).toBeVisible()
  await expect(entries(page)).toHaveCount(3)
  await expect(entries(page).nth(0)).toContainText('"<img src=x onerror=alert(1)>"')
  await expect(entries(page).nth(1)).toContainText('"ada@old.example"')
  await expect(entries(page).nth(2)).toContainText('Default project permissions come without events.')

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(entries(page).nth(1).getByRole('link', { name: 'user.updated' })).toBeFocused()
  await page.keyboard.press('c')
  await expect(page.getByText('data.primary_email')).toBeVisible()
  await page.goBack()
  await expect(entries(page)).toHaveCount(3)

  await page.keyboard.press('/')
  await page.keyboard.type('primary_email')
  await page.keyboard.press('Enter')
  await expect(entries(page)).toHaveCount(2)
  await expect(entries(page).nth(0)).toContainText('"ada@new.example"')
  await expect(entries(page).nth(1)).toContainText('The first that came.')
  expect(new URL(page.url()).searchParams.get('field')).toBe('primary_email')
  await page.getByRole('combobox', { name: 'Only where this field changed' }).fill('no_such_field')
  await page.keyboard.press('Enter')
  await expect(page.getByText('no_such_field never changed')).toBeVisible()
})

test('the state of a user is told as it was after any event, with what that changed, and that it was deleted', async ({
  page,
  sendEvent,
}) => {
  await sendEvent('user.created', ada)
  await sendEvent('user.updated', {
    ...ada,
    primary_email: undefined,
    display_name: 'Ada Lovelace',
    plan: 'team',
  })
  await sendEvent('user.deleted', { id: 'u-1', teams: [] })
  await page.goto('/entities/user/u-1?order=oldest')
  const state = page.getByRole('region', { name: 'State of the user' })
  await entries(page).nth(0).getByRole('button', { name: 'State' }).click()
  await expect(state.getByRole('treeitem', { name: 'display_name' })).toContainText('"Ada"')
  await expect(state).toContainText('There is no state before it to compare with.')
  await entries(page).nth(1).getByRole('button', { name: 'State' }).click()
  const changed = state.getByRole('treeitem', { name: /^changed display_name/ })
  await expect(changed).toContainText('"Ada Lovelace"was "Ada"')
  for (let change = 0; change < 3; change++) await state.getByRole('button', { name: 'Next change' }).click()
  await expect(state.getByRole('treeitem', { name: /^added plan/, selected: true })).toBeVisible()
  await expect(state.getByRole('list', { name: 'Removed' })).toContainText('data.primary_email')
  expect(await barriers(page)).toEqual([])
  await entries(page).nth(2).getByRole('button', { name: 'State' }).click()
  await expect(state).toContainText('Deleted at')
})

test('what comes while it is open waits behind a button', async ({ page, sendEvent }) => {
  await sendEvent('user.created', ada)
  await page.goto('/entities/user/u-1')
  await expect(entries(page)).toHaveCount(1)
  await sendEvent('user.updated', { ...ada, display_name: 'Ada Lovelace' })
  await page.getByRole('button', { name: 'Show what came since' }).click()
  await expect(entries(page)).toHaveCount(2)
})

test('a sign-up and a deletion read as stories, in lanes and in words', async ({ page, sendEvent }) => {
  await sendEvent('team.created', { id: 't-1', display_name: 'Ada’s Team' })
  await sendEvent('user.created', ada)
  await sendEvent('team_membership.created', { team_id: 't-1', user_id: 'u-1' })
  await page.goto('/entities/user/u-1?view=lanes')
  await expect(page.getByRole('list', { name: 'Stories' })).toContainText('Sign-up')
  const picture = page.getByRole('region', { name: 'Events on a time axis' })
  await expect(picture).toContainText('membership')
  await expect(picture).toContainText('Ada’s Team')
  await picture.getByRole('link', { name: /^user\.created/ }).click()
  await expect(page).toHaveURL(/\/events\/evt_/)
})

test('ids lead to histories, also composite ones, and what nobody knows is said', async ({
  page,
  sendEvent,
}) => {
  const id = await sendEvent('team_membership.created', { team_id: 't/1', user_id: 'u-1' })
  await page.goto(`/events/${id}`)
  await page.getByRole('treeitem', { name: /^user_id/ }).click()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByText('Nothing came about this user')).toBeVisible()
  await page.goto(`/events/${id}`)
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeVisible()
  await page.keyboard.press('h')
  await expect(entries(page)).toHaveCount(1)
  await page.reload()
  await expect(entries(page)).toHaveCount(1)
  await page.goto('/?q=entity:t/1/u-1')
  await page.getByRole('link', { name: 'History of the membership' }).click()
  await expect(entries(page)).toHaveCount(1)
  await page.goto('/entities/planet/earth')
  await expect(page.getByText('There is no page at this address')).toBeVisible()
})

for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 400 },
] as const) {
  test(`in ${scheme} at ${width} px › a history is accessible and not wider than the screen`, async ({
    page,
    sendEvent,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await sendEvent('user.created', ada)
    await sendEvent('user.updated', { ...ada, primary_email: 'ada@new.example' })
    for (const view of ['timeline', 'lanes']) {
      await page.goto(`/entities/user/u-1?view=${view}`)
      await expect(page.getByRole('link', { name: /user\.updated/ }).first()).toBeVisible()
      expect(await barriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
}
