import { randomUUID } from 'node:crypto'
import type { Hooklens } from './fixtures/hooklens.ts'
import { screenshot } from './fixtures/screenshot.ts'
import { newMessageId, newSecret, send, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const secret = newSecret()
const staging = newSecret()

/** An hour of a small product: sign-ups, teams, an issue, and a proxy that rewrites bodies. */
async function populate({ baseUrl }: Hooklens): Promise<void> {
  const people: [string | null, string][] = [
    ['Ada Lovelace', 'ada@example.com'],
    ['Grace Hopper', 'grace@example.com'],
    ['Zoë Ünal', 'zoe@example.com'],
    [null, 'linus@example.com'],
    ['Mary Jackson', 'mary@example.com'],
    ['Katherine Johnson', 'katherine@example.com'],
  ]
  const story: [string, Record<string, unknown>][] = people.flatMap(
    ([display_name, primary_email], index) => {
      const user = { id: randomUUID(), display_name, primary_email }
      const team = { id: randomUUID(), display_name: `${display_name?.split(' ')[0] ?? 'Linus'}’s Team` }
      const member = { team_id: team.id, user_id: user.id }
      return [
        ['team.created', team],
        ['user.created', user],
        ['team_membership.created', member],
        ...(index % 2 === 0 ? [['team_permission.created', { ...member, id: '$update_team' }]] : []),
        ...(index % 3 === 1 ? [['issue.regressed', {}]] : []),
        ['user.updated', user],
      ] as [string, Record<string, unknown>][]
    },
  )
  for (const [index, [type, data]] of story.entries()) {
    const payload = stackPayload(type, data)
    const slug = index % 9 === 7 ? 'stack-staging' : index % 11 === 5 ? 'billing' : 'stack'
    const url = `${baseUrl}/in/${slug}`
    const isRewritten = slug === 'stack' && (index % 8 === 3 || index === story.length - 2)
    const signing = {
      payload,
      secret: slug === 'stack-staging' ? staging : secret,
      messageId: newMessageId(),
    }
    const headers = signatureHeaders({ ...signing, sentAt: Date.now() })
    const sent = isRewritten ? JSON.stringify(JSON.parse(payload), null, 2) : payload
    await send(url, { payload: sent, headers })
    if (index % 13 === 10) await fetch(`${url}?healthcheck=1`)
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test(
      'a list with a failed event open',
      { tag: '@screenshot' },
      async ({ page, hooklens, api }, testInfo) => {
        await api.createEndpoint({ name: 'Stack staging', slug: 'stack-staging' })
        await api.createEndpoint({ name: 'Billing (Svix)', slug: 'billing' })
        await api.addSecret('stack', { secret, label: 'production' })
        await api.addSecret('stack-staging', { secret: staging, label: 'staging' })
        await api.request('/api/endpoints/stack', {
          method: 'PATCH',
          body: '{"name":"Stack production"}',
          headers: { 'content-type': 'application/json' },
        })
        await populate(hooklens)
        await page.goto('/')
        await expect(page.getByText('live', { exact: true })).toBeVisible()
        await page
          .getByRole('option', { name: /^failed/ })
          .first()
          .click()
        await page.getByRole('tab', { name: 'Verification' }).click()
        await expect(page.getByText('What your backend would print')).toBeVisible()
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
        await page.mouse.move(0, 0)
        await screenshot(page, testInfo, `events-${colorScheme}`)

        await page
          .getByRole('option', { name: /^verified, user\.updated/ })
          .first()
          .click()
        await page.getByRole('tab', { name: 'Payload' }).click()
        await expect(page.getByRole('tree')).toContainText('primary_email')
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
        await page.mouse.move(0, 0)
        await screenshot(page, testInfo, `payload-${colorScheme}`)
      },
    )
  })
}
