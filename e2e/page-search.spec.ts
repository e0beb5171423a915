import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const secret = newSecret()

test.beforeEach(async ({ api, hooklens }) => {
  await api.addSecret('stack', { secret, label: 'production' })
  await send(hooklens.ingestUrl, { secret, payload: stackPayload('user.created', { display_name: 'Ada L' }) })
  await send(hooklens.ingestUrl, {
    secret,
    payload: stackPayload('team.created', { display_name: 'Lovelace' }),
  })
  await send(hooklens.ingestUrl, { secret: newSecret(), payload: stackPayload('user.updated') })
})

const bar = (page: Page) => page.getByRole('combobox', { name: 'Search events' })
const rows = (page: Page) => page.getByRole('listbox', { name: /^Events/ }).getByRole('option')

test('searches for what is typed, in colours, and keeps it in the address', async ({ page }) => {
  await page.goto('/')
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('/')
  await expect(bar(page)).toBeFocused()
  await page.keyboard.type('-type:user.* ')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=-type:user\.\*$/)
  await expect(rows(page)).toHaveCount(1)
  const colours = await page
    .locator('search [data-kind]')
    .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-kind')} ${one.textContent}`))
  expect(colours).toEqual(['sign -', 'field type:', 'value user.', 'wildcard *', 'space  '])

  await page.reload()
  await expect(bar(page)).toHaveValue('-type:user.*')
  await expect(rows(page)).toHaveCount(1)
})

test('takes what is typed in one go as one step of the history', async ({ page }) => {
  await page.goto('/')
  await page.getByText('Failed', { exact: true }).click()
  await expect(bar(page)).toHaveValue('verdict:failed')
  await bar(page).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' user.upd')
  await expect(page).toHaveURL(/user\.upd$/)
  await page.keyboard.type('ated')
  await expect(page).toHaveURL(/user\.updated$/)
  await page.goBack()
  await expect(page).toHaveURL(/\?q=verdict:failed$/)
  await expect(bar(page)).toHaveValue('verdict:failed')
  await page.goBack()
  await expect(bar(page)).toHaveValue('')
  await expect(rows(page)).toHaveCount(3)
})

test('says under the word what is wrong with it, and leaves the list alone', async ({ page }) => {
  await page.goto('/')
  await bar(page).fill('verdict:failed colour:red')
  await page.keyboard.press('Enter')
  await expect(bar(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(bar(page)).toHaveAccessibleDescription(/^There is no field "colour"/)
  await expect(page.locator('search [data-kind=unknown]').first()).toHaveCSS(
    'text-decoration-line',
    'underline',
  )
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(bar(page)).not.toBeFocused()
  await expect(page).toHaveURL(/\/$/)

  await bar(page).fill('verdict:failed')
  await page.keyboard.press('Enter')
  await expect(bar(page)).toHaveAttribute('aria-invalid', 'false')
  await expect(rows(page)).toHaveCount(1)
})

test('takes pasted lines, long texts, emoji and text from right to left as they are', async ({ page }) => {
  await page.goto('/')
  await bar(page).focus()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'type:user.created\r\n"Ada L"\n')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  await expect(bar(page)).toHaveValue('type:user.created "Ada L"')
  await expect(rows(page)).toHaveCount(1)

  for (const text of [
    '"👩‍💻 <script>alert(1)</script>"',
    'data.name:"مرحبا بالعالم"',
    `"${'x'.repeat(1990)}"`,
  ]) {
    await bar(page).fill(text)
    await page.keyboard.press('Enter')
    await expect(page.getByText('No events match')).toBeVisible()
    await expect(bar(page)).toHaveValue(text)
    expect(await page.locator('search [data-from]').allTextContents()).toEqual(
      expect.arrayContaining([expect.any(String)]),
    )
  }
  await bar(page).fill('x'.repeat(2500))
  await page.keyboard.press('Enter')
  await expect(bar(page)).toHaveAccessibleDescription('A query has at most 2,000 characters, this one 2,500.')
})

const proposals = (page: Page) => page.getByRole('listbox', { name: 'Proposals' }).getByRole('option')

test('completes fields and the values that are there, by keyboard', async ({ page }) => {
  await page.goto('/')
  await bar(page).click()
  await page.keyboard.type('(-ty')
  await expect(proposals(page)).toHaveText([/^type:/])
  await expect(bar(page)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Tab')
  await expect(bar(page)).toHaveValue('(-type:')
  await expect(proposals(page)).toHaveText(['user.*2', 'team.created1', 'user.created1', 'user.updated1'])
  await page.keyboard.type('team')
  await expect(proposals(page)).toHaveText(['team.created1'])
  await page.keyboard.press('ArrowDown')
  await expect(proposals(page)).toHaveAttribute('aria-selected', 'true')
  await expect(bar(page)).toHaveAttribute(
    'aria-activedescendant',
    (await proposals(page).getAttribute('id')) ?? '',
  )
  await page.keyboard.press('Enter')
  await expect(bar(page)).toHaveValue('(-type:team.created ')
  await expect(proposals(page)).toHaveCount(0)
  await page.keyboard.type('data.')
  await expect(proposals(page).filter({ hasText: /^display_name\d/ })).toBeVisible()
  await page.keyboard.type('disp')
  await page.keyboard.press('Tab')
  await expect(bar(page)).toHaveValue('(-type:team.created data.display_name:')
  await expect(proposals(page).filter({ hasText: /^Ada L$/ })).toBeVisible()
  await page.keyboard.type('ada')
  await page.keyboard.press('Tab')
  await page.keyboard.type(')')
  await expect(bar(page)).toHaveValue('(-type:team.created data.display_name:"Ada L" )')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)

  await page.keyboard.press('ControlOrMeta+z')
  await expect(bar(page)).not.toHaveValue(/\)$/)
})

test('closes the proposals first, then leaves', async ({ page }) => {
  await page.goto('/')
  await expect(rows(page)).toHaveCount(3)
  await page.keyboard.press('/')
  await expect(proposals(page).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(proposals(page)).toHaveCount(0)
  await expect(bar(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(bar(page)).not.toBeFocused()
})

test('chooses with the pointer, and offers the queries used before', async ({ page }) => {
  await page.goto('/')
  await bar(page).click()
  await proposals(page)
    .filter({ hasText: /^verdict:/ })
    .click()
  await proposals(page)
    .filter({ hasText: /^failed/ })
    .click()
  await expect(page).toHaveURL(/\?q=verdict:failed$/)
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(rows(page)).toHaveCount(3)
  await expect(proposals(page).first()).toHaveText('verdict:failed')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?q=verdict:failed$/)

  await page.keyboard.press('ArrowUp')
  await expect(proposals(page)).toHaveText(['verdict:failed', 'Forget recent searches'])
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(proposals(page)).toHaveCount(0)
  await page.reload()
  await bar(page).focus()
  await page.keyboard.press('ArrowUp')
  await expect(proposals(page)).toHaveCount(0)
})

test('quotes and shows hostile values as they are', async ({ page, hooklens }) => {
  const name = 'a"b \u202e\u0000 (c)'
  await send(hooklens.ingestUrl, { payload: JSON.stringify({ type: 'x', data: { 'odd key': name } }) })
  await page.goto('/')
  await expect(rows(page)).toHaveCount(4)
  await bar(page).focus()
  await page.keyboard.type('data.odd')
  await expect(proposals(page)).toHaveText(['"odd key"1'])
  await page.keyboard.press('Tab')
  await expect(proposals(page)).toHaveText(['a"b U+202EU+0000 (c)'])
  await page.keyboard.press('Tab')
  await expect(rows(page)).toHaveCount(1)
  await expect(
    page.getByRole('img', { name: /U\+202E right-to-left override, U\+0000 null character/ }),
  ).toBeVisible()
})

test('narrows the list to the values of an event', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('option', { name: /user\.created, Ada L/ }).click()
  await page.getByRole('treeitem', { name: /^display_name/ }).click()
  await page.getByRole('button', { name: 'Filter by this value' }).click()
  await expect(bar(page)).toHaveValue('data.display_name:"Ada L"')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Only events of this type' }).click()
  await expect(bar(page)).toHaveValue('data.display_name:"Ada L" type:user.created')
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'user.created' })).toBeVisible()
  await page.getByRole('button', { name: 'Only events about this user' }).click()
  await expect(page).toHaveURL(/ entity:|\+entity:/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: 'reduce' } as object)

    test('bar, proposals and errors are accessible', async ({ page }) => {
      const check = async (state: string) => {
        const { violations } = await new AxeBuilder({ page }).include('search').analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(
          serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
          state,
        ).toEqual([])
      }
      await page.goto('/?q=-type:user.*+"Ada L"+or+(data.x:1)')
      await bar(page).click()
      await check('coloured')
      await page.keyboard.press('End')
      await page.keyboard.type(' verdict:')
      await expect(proposals(page).first()).toBeVisible()
      await page.keyboard.press('ArrowDown')
      await check('proposals')
      await page.keyboard.type('red')
      await page.keyboard.press('Enter')
      await expect(bar(page)).toHaveAttribute('aria-invalid', 'true')
      await check('error')
    })
  })
}

test.describe('at 400 px', () => {
  test.use({ viewport: { width: 400, height: 800 } })

  test('the bar and its proposals fit, and leave the list its room', async ({ page }) => {
    await page.goto('/')
    await expect(rows(page)).toHaveCount(3)
    const filters = await page.getByRole('search').boundingBox()
    expect(filters?.height).toBeLessThan(140)
    await bar(page).click()
    const list = await page.getByRole('listbox', { name: 'Proposals' }).boundingBox()
    expect(list && list.x >= 0 && list.x + list.width <= 400).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400)
  })

  test('leads from a value of an event to the list that it narrows', async ({ page }) => {
    await page.goto('/')
    await page.getByRole('option', { name: /user\.created, Ada L/ }).click()
    await page.getByRole('button', { name: 'Only events of this type' }).click()
    await expect(rows(page)).toHaveCount(1)
    await expect(bar(page)).toHaveValue('type:user.created')
  })
})
