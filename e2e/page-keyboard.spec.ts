import { send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test.beforeEach(async ({ page, hooklens }) => {
  for (const name of ['first', 'second', 'third']) {
    await send(hooklens.ingestUrl, { payload: stackPayload('team.created', { display_name: name }) })
  }
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(3)
})

test('walks through events and tabs, and closes', async ({ page }) => {
  const selected = page.locator('[role=option][data-open]')
  await page.keyboard.press('j')
  await expect(selected).toHaveAccessibleName(/third/)
  await page.keyboard.press('ArrowDown')
  await expect(selected).toHaveAccessibleName(/second/)
  await page.keyboard.press('k')
  await expect(selected).toHaveAccessibleName(/third/)

  await expect(page.getByRole('tab', { name: 'Payload' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('2')
  await expect(page.getByRole('tab', { name: /^Headers/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press(']')
  await expect(page.getByRole('tab', { name: 'Verification' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('j')
  await expect(page.getByRole('tab', { name: 'Verification' })).toHaveAttribute('aria-selected', 'true')

  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Verification' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Event' })).not.toBeVisible()
})

test('takes each of two keys for a step, though nothing was drawn between them', async ({ page }) => {
  const pressTwice = (key: string) =>
    page.evaluate((key) => {
      for (let time = 0; time < 2; time++) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }
    }, key)
  await pressTwice('j')
  await expect(page.locator('[role=option][data-open]')).toHaveAccessibleName(/second/)
  await expect(page.getByRole('tab', { name: 'Payload' })).toHaveAttribute('aria-selected', 'true')
  await pressTwice(']')
  await expect(page.getByRole('tab', { name: 'Verification' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('f')
  await expect(page).toHaveURL(/q=verdict:failed/)
  await pressTwice('f')
  await page.keyboard.press('1')
  await expect(page).toHaveURL(/tab=payload/)
  await expect(page).toHaveURL(/q=verdict:failed/)
})

test('toggles the failed filter, goes to an endpoint’s settings and back', async ({ page }) => {
  await page.keyboard.press('f')
  await expect(page).toHaveURL(/q=verdict:failed$/)
  await page.keyboard.press('f')
  await expect(page).not.toHaveURL(/q=/)
  await page.goto('/?q=endpoint:stack')
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/endpoints\/stack$/)
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/\/$/)
})

test('types letters into fields instead of acting on them', async ({ page }) => {
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await page.getByLabel('Name').pressSequentially('jfk?')
  await expect(page.getByLabel('Name')).toHaveValue('jfk?')
  await expect(page.getByRole('dialog')).toHaveCount(1)
})

test('lists the keys, and has a palette', async ({ page }) => {
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' }).getByText('Next event')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByLabel('Command', { exact: true }).fill('only unsigned')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=verdict:unsigned$/)
})

test('moves in the payload tree', async ({ page }) => {
  await page.keyboard.press('j')
  const tree = page.getByRole('tree', { name: 'Payload' })
  await tree.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('seats')
})

test('widens the event with the separator, and remembers it', async ({ page }) => {
  await page.keyboard.press('j')
  const separator = page.getByRole('separator', { name: 'Width of the event' })
  const before = Number(await separator.getAttribute('aria-valuenow'))
  await separator.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(separator).toHaveAttribute('aria-valuenow', String(before + 24))
  await page.reload()
  await expect(separator).toHaveAttribute('aria-valuenow', String(before + 24))
})
