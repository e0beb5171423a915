import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { newSecret, signatureHeaders } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const payload = '{"type":"user.created","data":{"id":"1","name":"Ada"}}'

/** A cURL command of a webhook that was signed as `payload`. */
function curl(secret: string, sent = payload, sentAt = Date.now()): string {
  const headers = signatureHeaders({ payload, secret, messageId: 'msg_1', sentAt })
  const options = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`)
  return `curl https://app.example.com/hook ${options.join(' ')} --data-raw '${sent}'`
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.getByLabel('Request', { exact: true }).press('ControlOrMeta+v')
}

const answer = (page: Page) => page.getByRole('region', { name: 'Explanation' })
const field = (page: Page) => page.getByLabel('Request', { exact: true })

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a pasted cURL command is explained at once, with the bytes that were signed', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  await page.goto('/')
  await page.getByRole('link', { name: 'Paste a request' }).click()
  await expect(answer(page)).toContainText('Nothing that you paste is stored')
  await paste(page, curl(secret, payload.replaceAll(':', ': ')))
  await expect(page.getByText('Read as a cURL command, 58 bytes of body.')).toBeVisible()
  await expect(answer(page)).toContainText('Not verified: the body was written anew on its way here')
  await expect(page.getByRole('region', { name: 'Signed against received' })).toContainText('received')
  await expect(answer(page)).toContainText('No matching signature found')
  await expect(answer(page)).toContainText('POST https://app.example.com/hook')
  expect(new URL(page.url()).search).toBe('')
  expect((await api.listEvents()).events).toEqual([])
})

test('another secret verifies without being kept or shown', async ({ page, api }) => {
  const secret = newSecret()
  await page.goto('/paste?q=endpoint:stack')
  await expect(page.getByRole('combobox', { name: 'Verify with' })).toHaveValue('Stack')
  await paste(page, curl(secret))
  await expect(answer(page)).toContainText('Unchecked: this endpoint has no secret')

  await page.getByRole('combobox', { name: 'Verify with' }).click()
  await page.getByRole('option', { name: 'Another secret' }).click()
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(page.getByText('Give the secret to verify with.')).toBeVisible()
  await page.getByLabel('Signing secret').fill(secret)
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(answer(page)).toContainText('Verified with typed secret')
  expect((await api.getEndpoint('stack')).secrets).toEqual([])
  expect(await answer(page).textContent()).not.toContain(secret)
})

test('an old request can be judged by the time it was signed', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  await page.goto('/paste')
  await paste(page, curl(secret, payload, Date.now() - 86_400_000))
  await expect(answer(page)).toContainText('after it was signed')
  await page.getByRole('button', { name: 'Judge it by the time it was signed' }).click()
  await expect(answer(page)).toContainText('Verified with production')
})

test('what is pasted before the endpoints are known is explained once they are', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  let answerEndpoints = () => {}
  const pasted = new Promise<void>((resolve) => {
    answerEndpoints = resolve
  })
  await page.route('**/api/endpoints', async (route) => {
    await pasted
    await route.continue()
  })
  await page.goto('/paste')
  await paste(page, curl(secret))
  await expect(page.getByText('Read as a cURL command')).toBeVisible()
  answerEndpoints()
  await expect(answer(page)).toContainText('Verified with production')
})

test('a file is read with its bytes, and a wrong text is told so under the field', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  await page.goto('/paste')
  await field(page).fill('hello')
  await expect(page.getByRole('alert')).toContainText('This is no saved request')
  await expect(page.getByRole('button', { name: 'Explain' })).toBeDisabled()

  const headers = signatureHeaders({ payload, secret, messageId: 'msg_1', sentAt: Date.now() })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const message = ['POST /hook HTTP/1.1', ...lines, '', `${payload}\r\n`].join('\r\n')
  await page
    .getByLabel('File with a request')
    .setInputFiles({ name: 'hook.http', mimeType: 'text/plain', buffer: Buffer.from(message) })
  await expect(page.getByText('Read as an HTTP message, 56 bytes of body.')).toBeVisible()
  await expect(answer(page)).toContainText('line ends of the body were changed')
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(field(page)).toHaveValue('')
})

test('a file can be dropped, and bytes that are no request are refused', async ({ page }) => {
  await page.goto('/paste')
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([new Uint8Array([0xff, 0x00])], 'image.png'))
    return transfer
  })
  await field(page).dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByText('image.png, 2 B')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('This is no saved request')
})

test('by keyboard alone: there, the example, the answer', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: /waiting for its first event/ })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(field(page)).toBeFocused()
  await page.getByRole('button', { name: 'Try an example' }).press('Enter')
  await expect(answer(page)).toContainText('Not verified: the body was written anew')
  await expect(answer(page)).toContainText('“typed secret” (whsec_…LaSw)')
  await field(page).press('ControlOrMeta+End')
  await page.keyboard.type(' -X PUT')
  await expect(page.getByRole('button', { name: 'Try an example' })).toBeVisible()
  await expect(page.getByText(/^Read as a cURL command/)).toBeVisible()
  await field(page).press('ControlOrMeta+Enter')
  await expect(answer(page)).toContainText('PUT https://app.example.com')
})

test('a megabyte is held, not shown, and still explained', async ({ page, api }) => {
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  await page.goto('/paste')
  const large = `{"type":"user.created","data":"${'a'.repeat(1_000_000)}"}`
  await paste(page, curl(secret, large))
  await expect(page.getByText(/^Pasted text, 1\.0 MB/)).toBeVisible()
  await expect(answer(page)).toContainText('Not verified')
})

test('a server that does not answer is said so, and can be asked again', async ({ page, hooklens }) => {
  await page.goto('/paste')
  await page.getByRole('button', { name: 'Try an example' }).click()
  await expect(answer(page)).toContainText('Not verified')
  await hooklens.stop()
  await page.getByRole('button', { name: 'Explain' }).click()
  await expect(answer(page).getByRole('alert')).toContainText('Hooklens does not answer')
  await hooklens.restart()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(answer(page)).toContainText('Not verified')
})

test('a hostile request stays text', async ({ page }) => {
  await page.goto('/paste')
  await paste(page, `curl 'http://x/<img src=x onerror=alert(1)>\u202egpj' -d '<b>' -d "$\{X}"`)
  // As a receiver gets them, the bytes of U+202E are three characters.
  await expect(answer(page)).toContainText('POST http://x/<img src=x onerror=alert(1)>âU+0080®gpj')
  await expect(answer(page).locator('img, b, script')).toHaveCount(0)
})

for (const [colorScheme, width] of [
  ['light', 1440],
  ['dark', 400],
] as const) {
  test.describe(`in ${colorScheme} at ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' } as object)

    test('the page is accessible and not wider than the screen', async ({ page }) => {
      await page.goto('/paste')
      for (const shown of ['Nothing that you paste is stored', 'Not verified']) {
        await expect(answer(page)).toContainText(shown)
        const { violations } = await new AxeBuilder({ page })
          .options({ resultTypes: ['violations'] })
          .analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
          [],
        )
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        if (shown !== 'Not verified') await page.getByRole('button', { name: 'Try an example' }).click()
      }
    })
  })
}
