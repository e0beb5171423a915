import { AxeBuilder } from '@axe-core/playwright'
import type { CauseCode } from '../shared/diagnosis.ts'
import { sampleSchema } from '../shared/sample.ts'
import type { Api } from './fixtures/api.ts'
import { newSecret, send, signatureHeaders } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

/** A stored event with one fault; its id. */
async function sendTampered(api: Api, tamper: CauseCode): Promise<string> {
  const response = await api.request('/api/samples', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint: 'stack', type: 'user.updated', tamper }),
  })
  return sampleSchema.parse(await response.json()).eventId
}

test.beforeEach(async ({ api }) => {
  await api.addSecret('stack', { secret: newSecret(), label: 'production' })
})

const faults: { code: CauseCode; cause: string; proof: RegExp[]; fix: string }[] = [
  {
    code: 'body_reserialized',
    cause: 'Not verified: the body was written anew on its way here',
    proof: [/signed.*\{"type"/s, /received\{↵\n··/, /bytes more/, /HMAC.*“production”.*is v1,/],
    fix: 'Verify the raw body',
  },
  {
    code: 'body_newlines',
    cause: 'Not verified: line ends of the body were changed',
    proof: [/received.*\}↵/s],
    fix: 'Send and read the body as bytes',
  },
  {
    code: 'wrong_secret_other_endpoint',
    cause: 'Not verified: it was signed with the secret of “billing”',
    proof: [/HMAC with “billing key” \(whsec_….{4}\) of billing is v1,/],
    fix: 'Point the sender’s endpoint to /in/billing'.replace('’', "'"),
  },
  {
    code: 'timestamp_too_old',
    cause: 'after it was signed',
    proof: [/Signed 3,60\d s before receipt; the limit is 300 s/],
    fix: 'sign it afresh',
  },
  {
    code: 'id_altered',
    cause: 'Not verified: the message id was changed on its way here',
    proof: [/svix-id received"msg_\w+"svix-id signedmsg_/],
    fix: 'Pass the header svix-id on as it came',
  },
]

for (const { code, cause, proof, fix } of faults) {
  test(`${code}: the cause in one sentence, the proof and the fix`, async ({ page, api }) => {
    await api.createEndpoint({ name: 'Billing', slug: 'billing' })
    await api.addSecret('billing', { secret: newSecret(), label: 'billing key' })
    await page.goto(`/events/${await sendTampered(api, code)}?tab=verification`)
    const panel = page.getByRole('tabpanel', { name: 'Verification' })
    await expect(panel.getByText(cause).first()).toBeVisible()
    const section = panel.getByRole('region', { name: /^Cause:/ }).first()
    await expect(section.getByText('Proven')).toBeVisible()
    for (const shown of proof) await expect(section).toContainText(shown)
    await expect(section).toContainText(fix)
    await expect(panel.getByRole('heading', { name: 'Checks' })).toBeVisible()
  })
}

test('two faults at once are two sections, each with its own fix', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  await api.createEndpoint({ name: 'Billing', slug: 'billing' })
  await api.addSecret('billing', { secret, label: 'billing key' })
  const payload = '{"type":"user.created","data":{"id":"1"}}'
  const headers = signatureHeaders({ payload, secret, messageId: 'msg_1', sentAt: Date.now() })
  const { reply } = await send(hooklens.ingestUrl, { payload: `${payload}\n`, headers })
  await page.goto(`/events/${reply?.id}?tab=verification`)
  await expect(page.getByText('Not verified: 2 findings')).toBeVisible()
  const sections = page.getByRole('region', { name: /^Cause:/ })
  await expect(sections).toHaveCount(2)
  await expect(sections.getByRole('heading', { level: 2 })).toHaveText([
    'It was signed with the secret of “billing”',
    'Line ends of the body were changed',
  ])
  await expect(sections.getByRole('heading', { name: 'Fix' })).toHaveCount(2)
  await sections.first().getByRole('link', { name: 'billing' }).click()
  await expect(page).toHaveURL(/\/endpoints\/billing$/)
})

test('a failed row gets its cause while one looks on, and what failures share is said above', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  await sendTampered(api, 'body_reserialized')
  await expect(page.getByRole('option', { name: /^failed, .*, body rewritten$/ })).toHaveCount(1)
  await expect(page.getByText('Cause: the body was written anew on its way here')).toBeVisible()
  await sendTampered(api, 'body_reserialized')
  await sendTampered(api, 'id_altered')
  await expect(page.getByText(/^2 of 3 failures since \d\d:\d\d share one cause:/)).toBeVisible()
  await page.getByRole('link', { name: 'the body was written anew on its way here' }).click()
  await expect(page).toHaveURL(/q=endpoint:stack\+cause:body_reserialized$/)
  await expect(page.getByRole('option')).toHaveCount(2)
})

test('the framework is chosen once, and remembered', async ({ page, api, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const place = `/events/${await sendTampered(api, 'body_reserialized')}?tab=verification`
  await page.goto(place)
  await page.getByRole('radio', { name: 'Flask' }).check()
  await expect(page.getByRole('figure').first()).toContainText('request.get_data()')
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Flask' })).toBeChecked()
  await page
    .getByRole('button', { name: /^Copy the code/ })
    .first()
    .click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('request.get_data()')

  await page.goto(`/events/${await sendTampered(api, 'body_bom')}?tab=verification`)
  await expect(page.getByRole('radio', { name: 'Flask' })).toBeChecked()
})

test('an event that is good by a secret known since then says so', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  const { reply } = await send(hooklens.ingestUrl, { secret })
  await page.goto(`/events/${reply?.id}?tab=verification`)
  await expect(page.getByText('Not verified: no signature matches').first()).toBeVisible()
  await api.addSecret('stack', { secret, label: 'late' })
  await expect(page.getByText('By the secrets that are known now this event is good')).toBeVisible()
  await expect(page.getByText('Not verified when it came').first()).toBeVisible()
})

test('a match at the second place warns of a rotation, and an expiry is told', async ({
  page,
  api,
  hooklens,
}) => {
  const [old, current] = [newSecret(), newSecret()]
  await api.addSecret('stack', { secret: old, label: 'old key', expiresAt: Date.now() + 86_400_000 })
  const signing = { payload: '{"type":"x"}', messageId: 'msg_1', sentAt: Date.now() }
  const signatures = [current, old].map(
    (secret) => signatureHeaders({ ...signing, secret })['svix-signature'],
  )
  const { reply } = await send(hooklens.ingestUrl, {
    payload: signing.payload,
    headers: { ...signatureHeaders({ ...signing, secret: old }), 'svix-signature': signatures.join(' ') },
  })
  await page.goto(`/events/${reply?.id}?tab=verification`)
  const panel = page.getByRole('tabpanel')
  await expect(panel.getByText('This secret is being replaced.')).toBeVisible()
  await expect(panel.getByText(/“old key” counts until .* \(in \d+ h\)/)).toBeVisible()
})

test('a hostile payload stays text in the proof', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await api.addSecret('stack', { secret, label: '<b>\u202ekey</b>' })
  const payload = '{"a":"<img src=x onerror=alert(1)>","b":"\u202egpj"}'
  const headers = signatureHeaders({ payload, secret, messageId: 'msg_1', sentAt: Date.now() })
  const sent = payload.replaceAll(':', ': ')
  const { reply } = await send(hooklens.ingestUrl, { payload: sent, headers })
  await page.goto(`/events/${reply?.id}?tab=verification`)
  const diff = page.getByRole('region', { name: 'Signed against received' })
  await expect(diff).toContainText('<img·src=x·onerror=alert(1)>')
  await expect(diff).toContainText('U+202Egpj')
  await expect(page.getByRole('region', { name: /^Cause:/ })).toContainText('<b>U+202Ekey</b>')
  await expect(diff.locator('img, b, script')).toHaveCount(0)
  expect(dialogs).toEqual([])
})

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 1440],
  ['dark', 400],
] as const) {
  test.describe(`in ${colorScheme} at ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' } as object)

    test('the diagnosis is accessible and not wider than the screen', async ({ page, api }) => {
      test.slow()
      for (const code of ['body_reserialized', 'id_altered'] as const) {
        await page.goto(`/events/${await sendTampered(api, code)}?tab=verification`)
        await expect(page.getByRole('figure').first()).toBeVisible()
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
