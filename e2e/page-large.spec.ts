import { expect, test } from './fixtures/test.ts'

async function post(ingestUrl: string, body: string): Promise<string> {
  const response = await fetch(ingestUrl, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  return ((await response.json()) as { id: string }).id
}

/** JSON of about five megabytes, in one line, with a needle at its end. */
function largeJson(): string {
  const item = (index: number) => ({
    id: index,
    name: `member ${index}`,
    tags: ['a', 'b'],
    note: 'x'.repeat(120),
  })
  const items = Array.from({ length: 27_000 }, (_, index) => item(index))
  return JSON.stringify({ type: 'import.done', data: { items, last: 'needle in the hay' } })
}

test('shows, searches and scrolls five megabytes of JSON', async ({ page, hooklens }) => {
  const body = largeJson()
  expect(body.length).toBeGreaterThan(4_500_000)
  const id = await post(hooklens.ingestUrl, body)
  await page.goto(`/events/${id}`)
  const tree = page.getByRole('tree', { name: 'Payload' })
  await expect(tree.getByRole('treeitem', { name: /^data:/ })).toBeVisible()
  await page.getByLabel('Search in the payload').fill('needle in the')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('needle in the hay')
  await page.getByText('Text', { exact: true }).click()
  const text = page.getByRole('region', { name: 'Body as received' })
  await text.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  await expect(text.getByText('needle')).toBeVisible()
  await page.getByText('Hex', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Body as bytes' })).toContainText('00000000')
})

test('shows ten thousand levels', async ({ page, hooklens }) => {
  const depth = 10_000
  const id = await post(hooklens.ingestUrl, `${'{"a":'.repeat(depth)}"deep"${'}'.repeat(depth)}`)
  await page.goto(`/events/${id}`)
  await page.getByLabel('Search in the payload').fill('deep')
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('"deep"')
  await page.getByRole('tree').focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-level', '1')
})

test('keeps a bounded number of rows while thousands of events stream by', async ({ page, hooklens }) => {
  await post(hooklens.ingestUrl, '{"type":"stack.test","data":{"message":"first"}}')
  await page.goto('/')
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  const total = 1500
  for (let sent = 0; sent < total; sent += 50) {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        post(hooklens.ingestUrl, '{"type":"stack.test","data":{"message":"more"}}'),
      ),
    )
  }
  await expect(page.getByText('1,501 events')).toBeVisible()
  const list = page.getByRole('listbox')
  const height = await list.evaluate((element) => element.scrollHeight)
  expect(height).toBeLessThan(1010 * 34)
  await expect(async () => {
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await expect(page.getByRole('option', { name: /first/ })).toBeVisible({ timeout: 500 })
  }).toPass()
})
