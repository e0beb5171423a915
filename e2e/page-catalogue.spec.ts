import { barriers } from './fixtures/axe.ts'
import { newSecret, send, stackPayload } from './fixtures/sender.ts'
import { test as base, expect } from './fixtures/test.ts'

const test = base.extend<{ sendSigned: (payload: string) => Promise<void> }>({
  sendSigned: async ({ api, hooklens }, use) => {
    const secret = newSecret()
    await api.addSecret('stack', { secret, label: 'production' })
    await use(async (payload) => {
      await send(hooklens.ingestUrl, { payload, secret })
    })
  },
})

test('a field that drifts is told of, marked where it stands, and gone once it was seen', async ({
  page,
  sendSigned,
}) => {
  await page.goto('/')
  await sendSigned(stackPayload('user.updated'))
  await expect(page.getByRole('option')).toHaveCount(1)
  await sendSigned(stackPayload('user.updated', { plan_tier: 'gold' }))
  const notice = page.getByText('data.plan_tier new in user.updated since')
  await expect(notice).toBeVisible()
  await page.getByRole('option', { name: /, drift$/ }).click()
  const tree = page.getByRole('tree')
  const row = tree.getByRole('treeitem', { name: /plan_tier.*drift/ })
  await page.getByRole('button', { name: 'data.plan_tier' }).click()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Seen' }).click()
  await expect(notice).toHaveCount(0)

  await page.getByRole('link', { name: 'user.updated', exact: true }).click()
  await expect(page.getByRole('row', { name: /data\.primary_email .*The address/ })).toBeVisible()
  await page.getByRole('link', { name: '2 events' }).click()
  await expect(page).toHaveURL(/q=type:user\.updated/)
})

for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 400 },
] as const) {
  test(`in ${scheme} at ${width} px › catalogue, type and an invalid payload are accessible`, async ({
    page,
    sendSigned,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await sendSigned(stackPayload('user.updated', { display_name: 5, plan_tier: 'gold' }))
    await sendSigned('{"type":"payment.made"}')
    await page.goto('/catalogue')
    await expect(page.getByRole('heading', { name: 'Received, and without a schema' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page
      .getByRole('link', { name: /^user\.updated/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { name: 'Fields' })).toBeVisible()
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.goto('/')
    await page.getByRole('option', { name: /invalid/ }).click()
    await expect(page.getByText('expected a text, found the number 5')).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })
}
