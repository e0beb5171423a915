import { RawConnection } from './fixtures/raw-http.ts'
import { newSecret, send, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

test('opens by its link, on the tab that the link names', async ({ page, api, hooklens }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  const { reply } = await send(hooklens.ingestUrl, { secret: newSecret() })
  await page.goto(`/events/${reply?.id}?tab=verification`)
  const panel = page.getByRole('tabpanel', { name: 'Verification' })
  await expect(panel.getByText('Not verified: no signature matches')).toBeVisible()
  await expect(panel.getByText('No matching signature found')).toBeVisible()
  await expect(panel.getByRole('img', { name: 'failed' })).toHaveCount(1)
  await expect(page.locator('[role=option][data-open]')).toBeVisible()
})

test('says which secret signed, and at which place, during a rotation', async ({ page, api, hooklens }) => {
  const [old, current] = [newSecret(), newSecret()]
  await api.addSecret('stack', { secret: old, label: 'old key' })
  const payload = stackPayload()
  const signing = { payload, messageId: 'msg_1', sentAt: Date.now() }
  const signatures = [current, old].map(
    (secret) => signatureHeaders({ ...signing, secret })['svix-signature'],
  )
  const { reply } = await send(hooklens.ingestUrl, {
    payload,
    headers: { ...signatureHeaders({ ...signing, secret: old }), 'svix-signature': signatures.join(' ') },
  })
  await page.goto(`/events/${reply?.id}`)
  await expect(page.getByText('Verified with old key, 2nd of 2 signatures')).toBeVisible()
})

test('says that an event is not here', async ({ page }) => {
  await page.goto('/events/evt_00000000000000000000000000')
  await expect(page.getByText('This event is not here')).toBeVisible()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(/\/$/)
})

test('shows numbers, repeated keys and odd keys as they came', async ({ page, hooklens }) => {
  const payload = '{"type":"x","id":12345678901234567890,"a":1,"a":2.50,"__proto__":{"polluted":true}}'
  const { reply } = await send(hooklens.ingestUrl, { payload })
  await page.goto(`/events/${reply?.id}`)
  const tree = page.getByRole('tree', { name: 'Payload' })
  await expect(tree.getByText('12345678901234567890')).toBeVisible()
  await expect(tree.getByText('2.50')).toBeVisible()
  await expect(tree.getByRole('treeitem', { name: /^a:/ })).toHaveCount(2)
  await expect(tree.getByRole('treeitem', { name: /^__proto__:/ })).toBeVisible()
  await page.getByText('Text', { exact: true }).click()
  await expect(page.getByText(payload)).toBeVisible()
})

test('searches the payload, and copies path and value', async ({ page, context, hooklens }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const { reply } = await send(hooklens.ingestUrl, {
    payload: stackPayload('user.created', { server_metadata: { plans: [{ name: 'gold\ttier' }] } }),
  })
  await page.goto(`/events/${reply?.id}`)
  await page.getByLabel('Search in the payload').fill('GOLD')
  await expect(page.getByText('1 of 1')).toBeVisible()
  const found = page.getByRole('treeitem', { selected: true })
  await expect(found).toContainText('gold')
  await page.getByRole('button', { name: 'Copy path' }).click()
  await expect.poll(clipboard).toBe('data.server_metadata.plans[0].name')
  await page.getByRole('tree').focus()
  await page.keyboard.press('c')
  await expect.poll(clipboard).toBe('gold\ttier')
})

test('shows bytes that are no text, and says why', async ({ page, hooklens }) => {
  const response = await fetch(hooklens.ingestUrl, {
    method: 'POST',
    body: Uint8Array.of(0xff, 0x00, 0x48, 0x69),
    headers: { 'content-type': 'application/json' },
  })
  const { id } = (await response.json()) as { id: string }
  await page.goto(`/events/${id}`)
  await expect(page.getByText('This body is not UTF-8 text')).toBeVisible()
  await expect(page.getByLabel('Body as bytes')).toContainText('ff 00 48 69')
})

test('says where a body stops being JSON', async ({ page, hooklens }) => {
  const { reply } = await send(hooklens.ingestUrl, { payload: '{"type":"user.created",}' })
  await page.goto(`/events/${reply?.id}`)
  await expect(
    page.getByText('This body is not valid JSON: expected a key in double quotes at line 1'),
  ).toBeVisible()
})

test('keeps the headers’ order, case and repeats, and filters them', async ({ page, hooklens }) => {
  const headers: [string, string][] = [
    ['X-Trace', 'one'],
    ['host', 'hooklens.test'],
    ['x-TRACE', 'two'],
    ['Content-Length', '0'],
  ]
  const connection = await RawConnection.open(hooklens.baseUrl)
  const { body } = await connection.send({ headers })
  connection.close()
  await page.goto(`/events/${JSON.parse(body).id}?tab=headers`)
  const region = page.getByRole('region', { name: 'Headers as received' })
  await expect(region.getByRole('term')).toHaveText(headers.map(([name]) => name))
  await expect(region.getByRole('definition')).toHaveText(headers.map(([, value]) => value))
  await page.getByLabel('Filter headers').fill('trace')
  await expect(region.getByRole('term')).toHaveText(['X-Trace', 'x-TRACE'])
})

test('downloads the body and deletes the event', async ({ page, hooklens, api }) => {
  const payload = stackPayload()
  const { reply } = await send(hooklens.ingestUrl, { payload })
  await send(hooklens.ingestUrl)
  await page.goto(`/events/${reply?.id}`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the body' }).click()
  expect((await download).url()).toContain(`/api/events/${reply?.id}/body`)

  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete this event' }).click()
  await page.getByRole('button', { name: 'Delete event' }).click()
  await expect(page.getByText('Event deleted.')).toBeVisible()
  await expect(page.getByRole('option')).toHaveCount(1)
  expect((await api.listEvents()).events).toHaveLength(1)
})
