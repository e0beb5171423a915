import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const secret = newSecret()
const strip = (page: Page) => page.getByRole('slider', { name: 'Events over time' })
const rows = (page: Page) => page.getByRole('option')
const live = (page: Page) => page.getByText('live', { exact: true })

/** Sends one event, and gives the time of its receipt once that lies in a later second than `after`. */
async function sendLater(
  {
    ingestUrl,
    api,
  }: { ingestUrl: string; api: { listEvents(): Promise<{ events: { receivedAt: number }[] }> } },
  after: number,
  options: Parameters<typeof send>[1],
): Promise<number> {
  await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(Math.floor(after / 1000) + 1)
  await send(ingestUrl, options)
  return (await api.listEvents()).events[0]?.receivedAt ?? 0
}

/** A verified event, and a failed one some bars later. */
async function sendTwo(ingestUrl: string, api: Parameters<typeof sendLater>[0]['api']): Promise<void> {
  const first = await sendLater({ ingestUrl, api }, 0, { secret })
  await sendLater({ ingestUrl, api }, first, { secret: newSecret(), payload: stackPayload('team.created') })
}

test.beforeEach(async ({ api, hooklens }) => {
  await api.addSecret('stack', { secret, label: 'production' })
  await sendTwo(hooklens.ingestUrl, api)
})

test('shows what came when, by verdict, and names the bar that is pointed at', async ({ page }) => {
  await page.goto('/')
  await strip(page).focus()
  await page.keyboard.press('End')
  await expect(strip(page)).toHaveAttribute('aria-valuetext', /, 1 event: 1 failed$/)
  const seen = new Set<string>()
  const bars = Number(await strip(page).getAttribute('aria-valuemax')) + 1
  for (let bar = 0; bar < bars; bar++) {
    seen.add(((await strip(page).getAttribute('aria-valuetext')) ?? '').replace(/^.*?, /, ''))
    await page.keyboard.press('ArrowLeft')
  }
  expect([...seen].sort()).toEqual(['1 event: 1 failed', '1 event: 1 verified', 'no events'])
  await page.keyboard.press('Escape')

  const box = await strip(page).boundingBox()
  await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 3, (box?.y ?? 0) + 20)
  await expect(page.getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d – \d\d:\d\d:\d\d UTC$/)).toBeVisible()
})

test('a drag zooms, the address and the list follow, and back undoes it', async ({ page }) => {
  await page.goto('/')
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByText('2 events, 1 failed')).toBeVisible()
  const box = await strip(page).boundingBox()
  if (!box) throw new Error('There is no histogram.')
  await page.mouse.move(box.x + box.width - 3, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 20, box.y + 20, { steps: 3 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page).toHaveURL(/\/$/)

  await page.mouse.move(box.x + box.width - 3, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 20, box.y + 20, { steps: 3 })
  await expect(page.getByText('Let go to zoom, Esc to cancel')).toBeVisible()
  await page.mouse.up()
  await expect(page).toHaveURL(/q=after:[^+]+\+before:/)
  await expect(rows(page)).toHaveCount(1)
  await expect(rows(page)).toHaveAccessibleName(/^failed, team\.created/)
  await expect(page.getByText('1 failed event', { exact: true })).toBeVisible()

  await page.goBack()
  await expect(rows(page)).toHaveCount(2)
  await page.goForward()
  await page.getByRole('button', { name: 'Whole time' }).click()
  await expect(page).toHaveURL(/\/$/)
  await expect(rows(page)).toHaveCount(2)
})

test('a click on a bar shows only what came in its time', async ({ page }) => {
  await page.goto('/?q=endpoint:stack')
  await expect(rows(page)).toHaveCount(2)
  const box = await strip(page).boundingBox()
  if (!box) throw new Error('There is no histogram.')
  await page.mouse.click(box.x + box.width - 3, box.y + 20)
  await expect(page).toHaveURL(/q=endpoint:stack\+after:[^+]+\+before:/)
  await expect(rows(page)).toHaveCount(1)
})

test('the keyboard goes from bar to bar, selects, zooms in and out', async ({ page }) => {
  await page.goto('/')
  await expect(rows(page)).toHaveCount(2)
  await strip(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(strip(page)).toHaveAttribute('aria-valuetext', /^Selected .*, 1 event: 1 failed$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=after:[^+]+\+before:/)
  await expect(rows(page)).toHaveCount(1)
  await expect(strip(page)).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(page).toHaveURL(/\/$/)
  await expect(rows(page)).toHaveCount(2)
})

test('backspace shows the whole time while the bars of the zoomed one are still counted', async ({
  page,
}) => {
  let answer = () => {}
  const zoomed = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(/\/api\/events\/stats\?.*after/, async (route) => {
    await zoomed
    await route.continue().catch(() => {})
  })
  await page.goto('/')
  await expect(rows(page)).toHaveCount(2)
  await strip(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=after:[^+]+\+before:/)
  await expect(strip(page)).toHaveAttribute('aria-busy', 'true')
  await page.keyboard.press('Backspace')
  await expect(page).toHaveURL(/\/$/)
  await expect(rows(page)).toHaveCount(2)
  answer()
})

test('bars and counts grow as events arrive', async ({ page, hooklens }) => {
  await page.goto('/')
  await expect(live(page)).toBeVisible()
  await expect(page.getByText('2 events, 1 failed')).toBeVisible()
  await send(hooklens.ingestUrl, { secret: newSecret() })
  await send(hooklens.ingestUrl, { secret })
  await expect(page.getByText('4 events, 2 failed')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Failed 2' })).toBeAttached()
  await strip(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await expect(strip(page)).toHaveAttribute('aria-valuetext', /, 4 events: 2 verified, 2 failed$/)
})

test('counts by verdict say what each of them would show', async ({ page, hooklens }) => {
  await fetch(hooklens.ingestUrl)
  await page.goto('/?q=verdict:failed+type:team.*')
  await expect(page.getByText('1 failed event', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Failed 1' })).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Verified 0' })).toBeAttached()
  await page.goto('/?q=verdict:failed')
  await expect(page.getByRole('radio', { name: 'Verified 1' })).toBeAttached()
  await expect(page.getByRole('radio', { name: 'Unsigned 1' })).toBeAttached()
})

test('says that a count failed, and tries again', async ({ page }) => {
  // Whatever asks by itself before the click fails too.
  await page.addInitScript(() => {
    addEventListener('click', () => Object.assign(window, { clicked: true }), { capture: true })
  })
  await page.route('**/api/events/stats*', async (route) => {
    const clicked = await page.evaluate('window.clicked === true')
    await (clicked ? route.continue() : route.fulfill({ status: 400, json: {} }))
  })
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('could not be counted')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(strip(page)).toBeVisible()
})

test('a long count shows how far it is, and can be stopped and continued', async ({ page }) => {
  let countOn = () => {}
  const rest = new Promise<void>((resolve) => (countOn = resolve))
  await page.route('**/api/events/stats*', async (route) => {
    const response = await route.fetch()
    if (route.request().url().includes('cursor=')) await rest
    const stats = await response.json()
    const isFirst = !route.request().url().includes('cursor=')
    const part = { ...stats, total: 0, byVerdict: { verified: 0, failed: 0, unsigned: 0, unchecked: 0 } }
    const histogram = stats.histogram && {
      ...stats.histogram,
      counts: stats.histogram.counts.map(() => part.byVerdict),
    }
    const cut = { complete: false, nextCursor: 1000, countedTo: Date.now() - 1000 }
    await route.fulfill({ json: isFirst ? { ...part, histogram, ...cut } : stats })
  })
  await page.goto('/?q=team')
  await expect(page.getByText('0 events so far')).toBeVisible()
  await expect(page.getByText(/^counted back to \d\d:\d\d:\d\d$/)).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Count on' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  countOn()
  await expect(page.getByText('2 events, 1 failed', { exact: true })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto('/?q=after:2h')
    await expect(rows(page)).toHaveCount(2)
    await strip(page).focus()
    await page.keyboard.press('Shift+ArrowLeft')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
}
