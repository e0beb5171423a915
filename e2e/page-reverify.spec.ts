import { AxeBuilder } from '@axe-core/playwright'
import type { Api } from './fixtures/api.ts'
import { newSecret, send, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

/** An endpoint whose secret is a wrong one, with three events that the right one signed. */
async function failThree(api: Api, ingestUrl: string, secret: string): Promise<string> {
  await api.addSecret('stack', { secret: newSecret(), label: 'wrong' })
  for (const type of ['user.created', 'user.updated']) {
    await send(ingestUrl, { secret, payload: stackPayload(type) })
  }
  const { reply } = await send(ingestUrl, { secret, payload: stackPayload('team.created') })
  return reply?.id ?? ''
}

test('the right secret is added, the offer taken, and the rows are verified', async ({
  page,
  api,
  hooklens,
}) => {
  const secret = newSecret()
  const id = await failThree(api, hooklens.ingestUrl, secret)
  await page.goto('/endpoints/stack')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByLabel('Signing secret', { exact: true }).fill(secret)
  await page.getByLabel('Label').fill('production')
  await page.getByRole('button', { name: 'Add secret' }).click()
  await expect(
    page.getByText(/The secrets changed at \d\d:\d\d\. Check the 3 stored events again\?/),
  ).toBeVisible()

  await page.getByRole('link', { name: 'Show events' }).click()
  await expect(page.getByRole('option', { name: /^failed/ })).toHaveCount(3)
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('option', { name: /^verified, .*, verified later$/ })).toHaveCount(3)
  await expect(page.getByText('3 of 3 events have another verdict now.')).toBeVisible()
  await expect(page.getByText('3 events', { exact: true })).toBeVisible()
  await expect(page.getByText(/The secrets changed/)).toHaveCount(0)

  await page.goto(`/events/${id}?tab=verification`)
  await expect(
    page.getByText(/^Failed when it came, at \d\d:\d\d:\d\d; verified since \d\d:\d\d\.$/),
  ).toBeVisible()
  await expect(page.getByText('Verified with production').first()).toBeVisible()
})

test('a list of failures empties, also with an event open', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  const id = await failThree(api, hooklens.ingestUrl, secret)
  await page.goto(`/events/${id}?q=endpoint:stack+verdict:failed&tab=verification`)
  await expect(page.getByRole('option')).toHaveCount(3)
  await api.addSecret('stack', { secret, label: 'late' })
  const tab = page.getByRole('tabpanel', { name: 'Verification' })
  await expect(tab.getByText('By the secrets that are known now this event is good')).toBeVisible()
  await tab.getByRole('button', { name: 'Check again' }).click()
  await expect(tab.getByText(/^Failed when it came, .* verified since/)).toBeVisible()
  await expect(tab.getByRole('button', { name: 'Check again' })).toHaveCount(0)
  await expect(page.getByText('No events match')).toBeVisible()
})

test('"Not now" holds until the secrets change again', async ({ page, api, hooklens }) => {
  await failThree(api, hooklens.ingestUrl, newSecret())
  await api.addSecret('stack', { secret: newSecret(), label: 'second' })
  await page.goto('/?q=endpoint:stack')
  const offer = page.getByText(/Check the 3 stored events again\?/)
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(offer).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('option')).toHaveCount(3)
  await expect(offer).toHaveCount(0)
  await page.goto('/endpoints/stack')
  await expect(page.getByRole('button', { name: 'Check stored events again' })).toBeVisible()
  await api.addSecret('stack', { secret: newSecret(), label: 'third' })
  await expect(offer).toBeVisible()
})

test('a secret that is removed turns verified events to failed, once they are checked', async ({
  page,
  api,
  hooklens,
}) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'stays' })
  const leaving = newSecret()
  await api.addSecret('stack', { secret: leaving, label: 'leaves' })
  const { reply } = await send(hooklens.ingestUrl, { secret: leaving })
  await page.goto('/endpoints/stack')
  await page.getByRole('button', { name: 'Actions on the secret leaves' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText('Stored events keep their verdicts until they are checked again')).toBeVisible()
  await page.getByRole('button', { name: 'Remove secret' }).click()
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('The event has another verdict now.')).toBeVisible()
  await page.goto(`/events/${reply?.id}?tab=verification`)
  await expect(page.getByText(/^Verified when it came, .* failed since \d\d:\d\d\.$/)).toBeVisible()
  await expect(page.getByRole('option', { name: /^failed, .*, retired secret$/ })).toBeVisible()
})

test('the palette checks again at any time', async ({ page, api, hooklens }) => {
  await failThree(api, hooklens.ingestUrl, newSecret())
  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByLabel('Command', { exact: true }).fill('check stored')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=endpoint:stack$/)
  await expect(page.getByText('No verdict changed.')).toBeVisible()
})

test('says plainly that it could not be done, and tries again', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  await failThree(api, hooklens.ingestUrl, secret)
  await api.addSecret('stack', { secret, label: 'late' })
  await page.goto('/?q=endpoint:stack')
  await page.route('**/reverify', (route) => route.abort(), { times: 1 })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('alert')).toContainText(
    'The stored events were not all checked: Hooklens does not answer.',
  )
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('option', { name: /^verified/ })).toHaveCount(3)
})

test('progress is shown to whoever opens the page meanwhile', async ({ page, api, hooklens }) => {
  await failThree(api, hooklens.ingestUrl, newSecret())
  await page.route('**/api/endpoints', async (route) => {
    const response = await route.fetch()
    const { endpoints } = await response.json()
    endpoints[0].reverify = { query: '', total: 100_000, checked: 41_200, changed: 312 }
    await route.fulfill({ response, json: { endpoints } })
  })
  await page.goto('/?q=endpoint:stack')
  await expect(page.getByText('41,200 of 100,000 checked, 312 changed')).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '41200')
  await page.goto('/endpoints/stack')
  await expect(page.getByText('41,200 of 100,000 checked, 312 changed')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Check stored events again' })).toHaveCount(0)
})

test('a row says that its secret is being replaced', async ({ page, api, hooklens }) => {
  const [old, current] = [newSecret(), newSecret()]
  await api.addSecret('stack', { secret: old, label: 'old key' })
  const signing = { payload: stackPayload(), messageId: 'msg_1', sentAt: Date.now() }
  const signatures = [current, old].map(
    (secret) => signatureHeaders({ ...signing, secret })['svix-signature'],
  )
  await send(hooklens.ingestUrl, {
    payload: signing.payload,
    headers: { ...signatureHeaders({ ...signing, secret: old }), 'svix-signature': signatures.join(' ') },
  })
  await page.goto('/')
  const row = page.getByRole('option', { name: /, rotating$/ })
  await expect(
    row.getByTitle(/^Matched signature 2, not the first: the sender has a newer secret/),
  ).toBeVisible()
})

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 400],
] as const) {
  test.describe(`in ${colorScheme} at ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 } })

    test('causes, the offer and the summary are accessible and not wider than the screen', async ({
      page,
      api,
      hooklens,
    }) => {
      await failThree(api, hooklens.ingestUrl, newSecret())
      await api.addSecret('stack', { secret: newSecret(), label: 'second' })
      for (const place of ['/?q=endpoint:stack', '/endpoints/stack']) {
        await page.goto(place)
        await expect(page.getByText(/Check the 3 stored events again\?/)).toBeVisible()
        await expect(page.getByText('All 3 failures since')).toBeVisible()
        const { violations } = await new AxeBuilder({ page })
          .options({ resultTypes: ['violations'] })
          .analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
          [],
        )
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      }
    })
  })
}
