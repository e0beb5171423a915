import type { Page } from '@playwright/test'
import { RawConnection } from './fixtures/raw-http.ts'
import { expect, test } from './fixtures/test.ts'

const script = '<script>window.hooklensWasHere = true</script>'
const image = '<img src="http://evil.example/x.png" onerror="window.hooklensWasHere = true">'
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" onload="window.hooklensWasHere = true"><script>1</script></svg>'
const link = 'javascript:window.hooklensWasHere=true'

/** Watches for all that a payload must not bring about in the page. */
async function guard(page: Page, baseUrl: string) {
  const faults: string[] = []
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(baseUrl) && !url.startsWith('data:')) faults.push(`request to ${url}`)
  })
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(`CSP: ${message.text()}`)
  })
  return async () => {
    expect(faults).toEqual([])
    expect(await page.evaluate(() => 'hooklensWasHere' in window)).toBe(false)
    await expect(page.locator('#root a[href^="javascript:"], #root iframe, #root object')).toHaveCount(0)
    await expect(page.locator('#root img:not([src^="/"])')).toHaveCount(0)
  }
}

async function post(baseUrl: string, body: string, headers: [string, string][] = [], target = '/in/stack') {
  const bytes = Buffer.from(body)
  const connection = await RawConnection.open(baseUrl)
  const response = await connection.send({
    target,
    headers: [['Host', new URL(baseUrl).host], ...headers, ['Content-Length', String(bytes.length)]],
    body: bytes,
  })
  connection.close()
  return (JSON.parse(response.body) as { id: string }).id
}

test('a payload full of scripts runs none of them, wherever it is shown', async ({ page, hooklens, api }) => {
  const { baseUrl } = hooklens
  const name = '<img src=x onerror="window.hooklensWasHere = true">'
  await api.createEndpoint({ name, slug: 'hostile' })
  const check = await guard(page, baseUrl)
  const hostile = {
    type: `user.created${image}`,
    data: {
      display_name: script,
      id: svg,
      [`key ${image}`]: link,
      profile_image_url: 'http://evil.example/avatar.png',
      __proto__: { polluted: true },
      constructor: { prototype: { polluted: true } },
    },
  }
  const headers: [string, string][] = [
    ['Content-Type', 'text/html'],
    ['X-Html', `${image}${script}`],
    ['svix-id', script],
    ['svix-timestamp', link],
    ['svix-signature', `v1,${image}`],
  ]
  const id = await post(
    baseUrl,
    JSON.stringify(hostile),
    headers,
    `/in/hostile/%3Cscript%3E?x=${encodeURIComponent(script)}`,
  )

  await page.goto('/')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.getByRole('option').click()
  await expect(page.getByRole('tree').getByText(script)).toBeVisible()
  await page.getByText('Text', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Body as received' })).toContainText('evil.example')
  await page.getByText('Hex', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Body as bytes' })).toContainText('00000000')
  await page.getByRole('tab', { name: /^Headers/ }).click()
  await expect(page.getByText(`${image}${script}`).last()).toBeVisible()
  await page.getByRole('tab', { name: 'Verification' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('Checks')
  await page.goto('/endpoints/hostile')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await check()
  expect(await page.evaluate(() => Object.hasOwn(Object.prototype, 'polluted'))).toBe(false)

  const body = await api.request(`/api/events/${id}/body`)
  expect(body.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(body.headers.get('x-content-type-options')).toBe('nosniff')
})

test('an SVG body is bytes to download, not a picture', async ({ page, hooklens }) => {
  const check = await guard(page, hooklens.baseUrl)
  const id = await post(hooklens.baseUrl, svg, [['Content-Type', 'image/svg+xml']])
  await page.goto(`/events/${id}`)
  await expect(page.getByText('This body is not JSON.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Body as received' })).toContainText('<svg')
  await check()
})

test('text that reorders or hides itself is shown for what it is', async ({ page, hooklens }) => {
  const payload = { type: 'user.\u202edetaerc', data: { display_name: 'in\u200bvisible\u0000' } }
  await post(hooklens.baseUrl, JSON.stringify(payload))
  await page.goto('/')
  const row = page.getByRole('option')
  await expect(row).toContainText('user.U+202Edetaerc')
  await row.click()
  await expect(page.getByRole('tree')).toContainText('U+200B')
})

test('the page allows no script but its own', async ({ page, api }) => {
  const policy = (await api.request('/')).headers.get('content-security-policy') ?? ''
  const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src ')) ?? ''
  expect(scripts).toContain("'self'")
  expect(scripts).not.toMatch(/unsafe|\*|data:|https?:/)

  const violations: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text())
  })
  await page.goto('/')
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  expect(violations).toEqual([])
})
