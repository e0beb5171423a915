import { describe, expect, it } from 'vitest'
import { signedRequest } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'

async function send({ url }: TestApp, type: string, data: object, slug = 'stack') {
  // Signed by a secret that nobody here knows.
  const { method, body, headers } = signedRequest(JSON.stringify({ type, data }))
  const reply = await fetch(`${url}/in/${slug}`, { method, body, headers })
  return ((await reply.json()) as { id: string }).id
}

const told = ({ entries }: any) =>
  entries.map(({ event, change }: any) => [event.type, change?.changes.map(({ name }: any) => name) ?? null])

/** A user who changes, beside a membership of theirs and another user. */
async function story() {
  const app = await startApp()
  const user = (fields: object) => ({ id: 'u1', name: 'Ada', mail: 'a@x.io', seen: 1, ...fields })
  const ids = [
    await send(app, 'user.created', user({})),
    await send(app, 'user.updated', user({ seen: 2 })),
    await send(app, 'user.updated', user({ seen: 2, mail: 'b@x.io' })),
    await send(app, 'user.deleted', { id: 'u1', teams: [] }),
  ]
  await send(app, 'team_membership.created', { team_id: 't1', user_id: 'u1' })
  await send(app, 'user.created', { id: 'u2' })
  return { app, ids, get: (path: string) => whole(app, path) }
}

/** What took long is answered in parts: the answer with those that follow. */
async function whole({ api }: TestApp, path: string): Promise<any> {
  const { json } = await api('GET', `/api/entities/${path}`)
  if (json.complete !== false) return json
  const rest = await whole({ api } as TestApp, withCursor(path, json.nextCursor))
  return { ...rest, entries: [...json.entries, ...rest.entries] }
}

function withCursor(path: string, cursor: number): string {
  const [before, search = ''] = path.split('?')
  const params = new URLSearchParams(search)
  params.set('cursor', String(cursor))
  return `${before}?${params}`
}

describe('the history of an entity', () => {
  it('is there for the longest ids that are kept', async () => {
    const app = await startApp()
    const [team, user, permission] = ['t', 'u', 'p'].map((letter) => letter.repeat(256))
    await send(app, 'team_permission.created', { team_id: team, user_id: user, id: permission })
    const id = encodeURIComponent(`${team}/${user}/${permission}`)
    expect(told(await whole(app, `permission/${id}`))).toEqual([['team_permission.created', null]])
  })

  it('has all its events and what each changed, oldest or newest first', async () => {
    const { ids, get } = await story()
    const oldest = await get('user/u1')
    expect(told(oldest)).toEqual([
      ['user.created', null],
      ['user.updated', ['data.seen']],
      ['user.updated', ['data.mail']],
      ['user.deleted', ['data.name', 'data.mail', 'data.seen', 'data.teams']],
    ])
    expect(oldest).toMatchObject({ nextCursor: null, complete: true, entity: { kind: 'user', id: 'u1' } })
    expect(oldest.entries[2].change.against).toBe(ids[1])
    expect(told(await get('user/u1?order=newest'))).toEqual(told(oldest).reverse())
  })

  it.each(['oldest', 'newest'])(
    'goes on page by page, %s first, and compares across their borders',
    async (order) => {
      const { get } = await story()
      const changes = ({ entries }: any) => entries.map(({ event, change }: any) => [event.id, change])
      const found: unknown[] = []
      let page = await get(`user/u1?order=${order}&limit=1`)
      for (
        ;
        page.nextCursor !== null;
        page = await get(`user/u1?order=${order}&limit=1&cursor=${page.nextCursor}`)
      ) {
        found.push(...changes(page))
      }
      found.push(...changes(page))
      expect(found).toEqual(changes(await get(`user/u1?order=${order}`)))
    },
  )

  it('is filtered by a field, against the event before and not the one shown before', async () => {
    const { get } = await story()
    for (const order of ['oldest', 'newest']) {
      const page = await get(`user/u1?field=mail&order=${order}`)
      const expected = [
        ['user.created', null],
        ['user.updated', ['data.mail']],
        ['user.deleted', ['data.name', 'data.mail', 'data.seen', 'data.teams']],
      ]
      expect(told(page)).toEqual(order === 'oldest' ? expected : expected.reverse())
    }
  })

  it('compares events of one endpoint only', async () => {
    const { app, get } = await story()
    expect((await app.api('POST', '/api/endpoints', { name: 'Other', slug: 'other' })).status).toBe(201)
    await send(app, 'user.updated', { id: 'u1', name: 'Eve' }, 'other')
    expect((await get('user/u1')).entries.at(-1)).toMatchObject({ change: null })
    expect(told(await get('user/u1?endpoint=other'))).toEqual([['user.updated', null]])
  })

  it('reads ids of several parts, and is empty for one that never came', async () => {
    const { get } = await story()
    expect(told(await get('membership/t1%2Fu1'))).toEqual([['team_membership.created', null]])
    expect(await get('user/nobody')).toMatchObject({ entries: [], nextCursor: null, complete: true })
    expect(await get('dog/u1')).toMatchObject({ code: 'ENTITY_NOT_FOUND' })
  })
})

describe('the state of an entity', () => {
  it('is what was last said of it, at any event', async () => {
    const { ids, get } = await story()
    const { entries } = await get('user/u1')
    expect(await get('user/u1/state')).toMatchObject({ state: 'deleted', from: { eventId: ids[3] } })
    const then = await get(`user/u1/state?at=${entries[1].event.seq}`)
    expect(then).toMatchObject({ state: 'present', from: { eventId: ids[1], type: 'user.updated' } })
    expect(JSON.parse(then.data)).toMatchObject({ mail: 'a@x.io', seen: 2 })
    expect(await get('user/u1/state?at=0')).toMatchObject({ state: 'unknown', from: null, data: null })
    expect(await get('user/nobody/state')).toMatchObject({ state: 'unknown' })
    expect(await get('membership/t1%2Fu1/state')).toMatchObject({ state: 'present' })
  })

  it('comes with what its event changed of the state before, and not of what nobody vouches for', async () => {
    const app = await startApp()
    const secret = { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', label: 'x' }
    const ids = [
      await send(app, 'user.created', { id: 'u1', name: 'Ada' }),
      await send(app, 'user.updated', { id: 'u1', name: 'Ada Lovelace' }),
    ]
    await app.api('POST', '/api/endpoints/stack/secrets', secret)
    await send(app, 'user.updated', { id: 'u1', name: 'Mallory' })
    await app.api('POST', '/api/endpoints', { name: 'Other', slug: 'other' })
    await send(app, 'user.updated', { id: 'u1', name: 'Ada King', mail: 'a@x.io' }, 'other')
    const { entries } = await whole(app, 'user/u1')
    const changeAt = async (place: number) =>
      (await whole(app, `user/u1/state?at=${entries[place].event.seq}`)).change
    expect(await changeAt(0)).toBeNull()
    expect(await changeAt(3)).toMatchObject({
      against: ids[1],
      total: 2,
      changes: [
        { kind: 'changed', path: ['data', 'name'], before: { text: '"Ada Lovelace"' } },
        { kind: 'added', path: ['data', 'mail'] },
      ],
    })
  })

  it('is not changed by what fails verification', async () => {
    const { app, ids, get } = await story()
    const secret = { secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', label: 'x' }
    expect((await app.api('POST', '/api/endpoints/stack/secrets', secret)).status).toBeLessThan(300)
    await send(app, 'user.updated', { id: 'u1', name: 'Mallory' })
    expect(await get('user/u1/state')).toMatchObject({ state: 'deleted', from: { eventId: ids[3] } })
  })
})
