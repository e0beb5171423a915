import type { Page } from '@playwright/test'
import { barriers } from './fixtures/axe.ts'
import { startHandler } from './fixtures/handler.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const test = base.extend<{ secret: string; sendBody: (payload: string) => Promise<string> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the fixtures named
  secret: async ({}, use) => use(newSecret()),
  sendBody: async ({ api, hooklens, secret }, use) => {
    await api.addSecret('stack', { secret, label: 'production' })
    await use(async (payload) => (await send(hooklens.ingestUrl, { secret, payload })).reply?.id ?? '')
  },
})

const user = (changes: object) => stackPayload('user.updated', { id: 'u-1', display_name: 'Ada', ...changes })
const changes = (page: Page) => page.getByRole('list', { name: 'Changes' }).getByRole('listitem')

test('an event is compared with the one before of its user by one key, and by meaning', async ({
  page,
  sendBody,
}) => {
  await sendBody(user({ primary_email: 'ada@old.example', teams: [{ id: 't1' }, { id: 't2' }] }))
  await sendBody(stackPayload('user.updated', { id: 'u-2', display_name: 'Grace' }))
  const last = await sendBody(
    user({
      primary_email: 'ada@new.example',
      last_active_at_millis: 1,
      teams: [{ id: 't2' }, { id: 't1' }],
      plan: 'team',
      risk_scores: { sign_up: { bot: 0.5, free_trial_abuse: 0.5 } },
    }),
  )
  await page.goto(`/events/${last}`)
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Compare' })).toBeVisible()
  await expect(changes(page).filter({ hasText: 'data.primary_email' })).toContainText('"ada@old.example"')
  await expect(changes(page).filter({ hasText: 'data.primary_email' })).toContainText('"ada@new.example"')
  await expect(changes(page).filter({ hasText: 'data.teams[id="t1"]' })).toContainText(
    'from place 1 to place 2',
  )
  await expect(changes(page).filter({ hasText: 'data.plan' })).toContainText('"team"')
  await expect(changes(page).filter({ hasText: 'last_active_at_millis' })).toHaveCount(0)
  await page.getByRole('button', { name: /changes with every activity/ }).click()
  await expect(changes(page).filter({ hasText: 'last_active_at_millis' })).toHaveCount(1)

  const risk = page.getByRole('button', { name: 'data.risk_scores.sign_up' })
  await expect(risk).toContainText('2 changes')
  await expect(changes(page).filter({ hasText: 'free_trial_abuse' })).toContainText('0.5')
  await risk.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(changes(page).filter({ hasText: 'free_trial_abuse' })).toHaveCount(0)
  await expect(risk).toBeFocused()

  await page.keyboard.press('w')
  await expect(changes(page).filter({ hasText: 'data.plan' }).getByRole('img')).toHaveAccessibleName(
    'removed',
  )
  await page.keyboard.press('3')
  await expect(page.getByRole('table', { name: 'Headers that differ for every request' })).toContainText(
    'svix-signature',
  )
  expect(new URL(page.url()).searchParams.get('view')).toBe('headers')
})

test('two that are selected are compared, the earlier on the left', async ({ page, sendBody }) => {
  const first = await sendBody(user({ display_name: 'Ada' }))
  const second = await sendBody(user({ display_name: 'Ada Lovelace' }))
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('x')
  await page.keyboard.press('J')
  await page.getByRole('region', { name: 'Selected events' }).getByRole('button', { name: 'Compare' }).click()
  await expect(page).toHaveURL(new RegExp(`/compare/${first}/${second}$`))
  await expect(changes(page)).toContainText(['data.display_name'])
})

test('a row dragged onto another compares the two, and from there one goes on to the next pair', async ({
  page,
  sendBody,
}) => {
  const first = await sendBody(user({ display_name: 'Ada' }))
  const second = await sendBody(user({ display_name: 'Ada L.' }))
  const third = await sendBody(user({ display_name: 'Ada Lovelace' }))
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.getByRole('option').nth(1).dragTo(page.getByRole('option').nth(2))
  await expect(page).toHaveURL(new RegExp(`/compare/${first}/${second}$`))
  await expect(changes(page)).toContainText(['data.display_name'])
  await page.keyboard.press(']')
  await expect(page).toHaveURL(new RegExp(`/compare/${second}/${third}$`))
  await expect(changes(page)).toContainText(['"Ada Lovelace"'])
  await page.keyboard.press(']')
  await expect(page.getByText('Nothing came after this of the same entity.')).toBeVisible()
})

test('what JSON.parse would lose is said, and the patch keeps every digit', async ({
  page,
  context,
  sendBody,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const a = await sendBody('{"type":"x","n":12345678901234567890,"k":1,"k":2,"o":{"a":1,"b":1.0}}')
  const b = await sendBody('{"type":"x","n":12345678901234567891,"k":1,"k":2,"o":{"b":1,"a":1}}')
  await page.goto(`/compare/${a}/${b}`)
  const notes = page.getByRole('region', { name: 'Not compared by meaning' })
  await expect(notes).toContainText('JavaScript reads 12345678901234567891 as 12345678901234567000')
  await expect(notes).toContainText('This key is there more than once')
  await expect(notes).toContainText('another order')
  await expect(notes).toContainText('written 1.0 and 1')
  await expect(page.getByText('1 change', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Copy as JSON Patch' }).click()
  await expect(page.getByText('$ has a key twice')).toBeVisible()

  const c = await sendBody('{"type":"x","n":1}')
  const d = await sendBody('{"type":"x","n":12345678901234567891}')
  await page.goto(`/compare/${c}/${d}`)
  await page.getByRole('button', { name: 'Copy as JSON Patch' }).click()
  await expect(page.getByText('JSON Patch copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    '[\n  {"op":"replace","path":"/n","value":12345678901234567891}\n]',
  )
})

test('bodies that are no JSON are compared as text to the byte, and others as bytes', async ({
  page,
  sendBody,
}) => {
  const a = await sendBody('one\r\ntwo\r\nthree <script>alert(1)</script>')
  const b = await sendBody('one\ntwo\nthree <script>alert(1)</script>')
  await page.goto(`/compare/${a}/${b}`)
  await expect(page.getByRole('radio', { name: 'By text' })).toBeChecked()
  await expect(page.locator('.cm-specialChar').first()).toHaveAttribute('title', /carriage return/i)
  await expect(page.getByText('three <script>alert(1)</script>').first()).toBeVisible()
  await page.getByText('By meaning').click()
  await expect(page.getByText('The bodies are not JSON: compare them by text.')).toBeVisible()
})

test('one megabyte is compared while the page goes on', async ({ page, sendBody }) => {
  const large = (name: string) =>
    JSON.stringify({
      type: 'user.updated',
      data: {
        id: 'u-1',
        name,
        list: Array.from({ length: 9000 }, (_, i) => ({ id: `${name}-${i}`, text: 'x'.repeat(60), i })),
      },
    })
  const [a, b] = [await sendBody(large('one')), await sendBody(large('two'))]
  await page.goto(`/compare/${a}/${b}`)
  await expect(page.getByText('18,001 changes', { exact: true })).toBeVisible()
  await page.getByLabel('Filter changes by path').fill('data.name')
  await expect(changes(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByText('By text').click()
  await expect(page.locator('.cm-changedLine').first()).toBeVisible()
  // To the letter, however much else differs.
  await expect(page.locator('.cm-merge-a .cm-changedText').first()).toHaveText('one')
})

test('an event is compared with a sample of its type, and with what was sent on', async ({
  page,
  hooklens,
  secret,
  sendBody,
}) => {
  const id = await sendBody(user({ plan: 'team' }))
  await page.goto(`/events/${id}`)
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('menuitem', { name: 'With a sample of its type' }).click()
  await expect(page.getByRole('region', { name: 'Left' })).toContainText('a sample made now')
  await expect(changes(page).filter({ hasText: 'data.plan' })).toHaveCount(1)

  const handler = await startHandler(secret)
  const edited = { encoding: 'utf8', text: '{"type":"user.updated","data":{"id":"edited"}}' }
  await page.request.post(`${hooklens.baseUrl}/api/events/${id}/replay`, {
    data: { url: handler.url, secret, body: edited },
  })
  await page.goto(`/events/${id}?tab=deliveries`)
  await expect(page.getByRole('button', { name: /^Attempt 1/ })).toBeVisible()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await page.getByRole('menuitem', { name: 'With what was last replayed' }).click()
  await expect(page.getByRole('region', { name: 'Right' })).toContainText('as it was sent to')
  await expect(changes(page).filter({ hasText: 'data.id' })).toContainText('"edited"')
  // Each delivery by itself, not the last one alone.
  await page.request.post(`${hooklens.baseUrl}/api/events/${id}/replay`, {
    data: { url: handler.url, secret },
  })
  await page.goto(`/events/${id}?tab=deliveries`)
  await expect(page.getByRole('link', { name: 'Compare with the event' })).toHaveCount(2)
  await page.getByRole('link', { name: 'Compare with the event' }).last().click()
  await expect(changes(page).filter({ hasText: 'data.id' })).toContainText('"edited"')
  await handler.close()
})

test('what is not here, and what is no pair, is said', async ({ page, sendBody }) => {
  const id = await sendBody(user({}))
  await page.goto(`/compare/${id}/evt_nothing`)
  await expect(page.getByText('One of the two is not here')).toBeVisible()
  await page.goto(`/compare/${id}/${id}`)
  await expect(page.getByText('Both are the same, byte for byte.')).toBeVisible()
  await page.goto(`/events/${id}`)
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByText('There is no other event of this user.')).toBeVisible()
})

for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 400 },
] as const) {
  test(`in ${scheme} at ${width} px › a comparison is accessible and not wider than the screen`, async ({
    page,
    sendBody,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    const a = await sendBody(user({ primary_email: 'ada@old.example', n: 1.5 }))
    const b = await sendBody(user({ primary_email: 'ada@new.example', n: 2.5 }))
    await page.goto(`/compare/${a}/${b}`)
    await expect(changes(page).first()).toBeVisible()
    for (const [key, name] of [
      ['1', 'By meaning'],
      ['3', 'Headers'],
      ['2', 'By text'],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
      if (key === '2') await expect(page.locator('.cm-content').first()).toBeVisible()
      expect(await barriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })
}
