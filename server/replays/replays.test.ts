import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ended, makeTarget, onceTrue, receive } from '../testing/deliveries.ts'
import { signedRequest } from '../testing/signed-request.ts'
import { startApp, type TestApp } from '../testing/start-app.ts'
import { type GotRequest, startTarget } from '../testing/target-server.ts'

/** Stores so many events, of two types in turn; their message ids are `msg_1` and so on. */
async function receiveSome(app: TestApp, count: number, from = 1): Promise<string[]> {
  const ids: string[] = []
  for (let n = from; n < from + count; n++) {
    const type = n % 2 === 1 ? 'user.created' : 'team.created'
    const { id } = await receive(app, signedRequest(JSON.stringify({ type, n }), { id: `msg_${n}` }))
    ids.push(id)
  }
  return ids
}

const numbers = (got: GotRequest[]) => got.map(({ body }) => JSON.parse(body).n as number)
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

async function start(app: TestApp, body: Record<string, unknown>): Promise<any> {
  const { status, json } = await app.api('POST', '/api/replays', { signature: 'original', ...body })
  if (status !== 201) throw new Error(JSON.stringify(json))
  return json
}

const shown = async ({ api }: TestApp, id: string) => (await api('GET', `/api/replays/${id}`)).json
const act = ({ api }: TestApp, id: string, what: string) => api('POST', `/api/replays/${id}/${what}`)

/** A replay, once what is asked of it holds. */
const once = (app: TestApp, id: string, holds: (replay: any) => boolean): Promise<any> =>
  onceTrue(app, async () => {
    const replay = await shown(app, id)
    return holds(replay) && replay
  })
const over = (app: TestApp, id: string) => once(app, id, ({ finishedAt }) => finishedAt !== null)

/** A target that keeps its first request waiting until it is let go. */
async function startHolding(maxInFlight = 1) {
  const app = await startApp()
  let held: ServerResponse | undefined
  const server = await startTarget((reply, _, number) => {
    if (number === 1) held = reply
    else reply.writeHead(204).end()
  })
  const { id: targetId } = await makeTarget(app, { url: server.url, maxInFlight })
  return { app, server, targetId, letGo: () => held?.writeHead(204).end() }
}

describe('a dry run', () => {
  it('says how many events of which types from when to when, and sends nothing', async () => {
    const app = await startApp()
    const server = await startTarget()
    const { id: targetId } = await makeTarget(app, { url: server.url })
    const ids = await receiveSome(app, 5)
    const plan = async (body: object) => {
      const { status, json } = await app.api('POST', '/api/replays', { targetId, dryRun: true, ...body })
      expect(status).toBe(200)
      return json
    }
    const all = await plan({ query: '' })
    expect(all).toMatchObject({
      total: 5,
      byType: [
        { type: 'user.created', count: 3 },
        { type: 'team.created', count: 2 },
      ],
      bytes: 5 * '{"type":"user.created","n":1}'.length,
      takesMs: null,
      complete: true,
    })
    expect(all.oldest).toBeLessThanOrEqual(all.newest)
    expect(await plan({ query: 'type:team.*', ratePerSecond: 4 })).toMatchObject({ total: 2, takesMs: 500 })
    const some = await plan({ ids: [...ids.slice(0, 2), ids[0], 'evt_gone'] })
    expect(some).toMatchObject({ total: 2, byType: [{ count: 1 }, { count: 1 }] })
    expect((await app.api('GET', '/api/replays')).json.replays).toEqual([])
    expect(server.got).toEqual([])
  })

  it('counts the types of what was there at its moment only', async () => {
    const app = await startApp()
    const { id: targetId } = await makeTarget(app, { url: 'http://127.0.0.1:1/' })
    await receiveSome(app, 2)
    const then = app.ctx.store.events.lastSeq()
    await receiveSome(app, 3, 3)
    const { json } = await app.api('POST', '/api/replays', { targetId, query: '', upTo: then, dryRun: true })
    expect(json).toMatchObject({ total: 2, byType: [{ count: 1 }, { count: 1 }], upTo: then })
    const now = await app.api('POST', '/api/replays', { targetId, query: '', dryRun: true })
    expect(now.json).toMatchObject({ total: 5, upTo: app.ctx.store.events.lastSeq() })
  })

  it('knows how long it takes by what the target took lately', async () => {
    const app = await startApp()
    const server = await startTarget()
    const { id: targetId } = await makeTarget(app, { url: server.url })
    const [id = ''] = await receiveSome(app, 3)
    const { json } = await app.api('POST', `/api/events/${id}/replay`, { targetId, signature: 'original' })
    await ended(app, json.id)
    const plan = await app.api('POST', '/api/replays', { targetId, query: '', dryRun: true })
    expect(plan.json.takesMs).toEqual(expect.any(Number))
  })
})

describe('a replay of many', () => {
  it('sends everything that matches, and tells what came of it', async () => {
    const app = await startApp()
    const server = await startTarget((reply, { body }) =>
      reply.writeHead(JSON.parse(body).n === 3 ? 500 : 204).end(),
    )
    const { id: targetId } = await makeTarget(app, { url: server.url })
    await receiveSome(app, 6)
    const begun = await start(app, { targetId, query: 'type:user.created' })
    expect(begun).toMatchObject({ state: 'running', total: 3, targetName: 'dev', query: 'type:user.created' })
    expect(await over(app, begun.id)).toMatchObject({
      state: 'done',
      started: 3,
      delivered: 2,
      failed: 1,
      waitsFor: null,
    })
    expect(numbers(server.got).sort()).toEqual([1, 3, 5])
    const failed = (await app.api('GET', `/api/deliveries?replayId=${begun.id}&status=failed`)).json
    expect(failed.deliveries).toMatchObject([{ kind: 'replay', replayId: begun.id, last: { status: 500 } }])
    expect((await app.api('GET', '/api/replays')).json.replays).toMatchObject([{ id: begun.id }])
  })

  it('goes from the oldest or from the newest, by query and by ids', async () => {
    const app = await startApp()
    const server = await startTarget()
    const { id: targetId } = await makeTarget(app, { url: server.url, maxInFlight: 1 })
    const ids = await receiveSome(app, 120)
    const some = [ids[4], ids[0], ids[2]]
    const sent = async (body: object) => {
      server.got.length = 0
      expect(await over(app, (await start(app, { targetId, ...body })).id)).toMatchObject({ state: 'done' })
      return numbers(server.got)
    }
    expect(await sent({ query: '', order: 'oldest' })).toEqual(upTo(120))
    expect(await sent({ query: '', order: 'newest' })).toEqual(upTo(120).reverse())
    expect(await sent({ ids: some, order: 'oldest' })).toEqual([1, 3, 5])
    expect(await sent({ ids: some, order: 'newest' })).toEqual([5, 3, 1])
  })

  it('keeps message ids, or gives each event a new one', async () => {
    const app = await startApp()
    const server = await startTarget()
    const { id: targetId } = await makeTarget(app, { url: server.url, maxInFlight: 1 })
    await receiveSome(app, 3)
    for (const newMessageId of [false, true]) {
      await over(app, (await start(app, { targetId, query: '', newMessageId })).id)
    }
    const ids = server.got.map(({ headers }) => headers['svix-id'])
    expect(ids.slice(0, 3)).toEqual(['msg_1', 'msg_2', 'msg_3'])
    expect(new Set(ids).size).toBe(6)
  })

  it('keeps to its rate, and does not flood a target after a stand-still', async () => {
    let now = Date.now()
    const app = await startApp({ now: () => now })
    const server = await startTarget()
    const { id: targetId } = await makeTarget(app, { url: server.url })
    await receiveSome(app, 30)
    const { id } = await start(app, { targetId, query: '', ratePerSecond: 20 })
    for (let sent = 1; sent <= 6; sent++) {
      await once(app, id, ({ delivered }) => delivered === sent)
      expect((await shown(app, id)).started).toBe(sent)
      if (sent < 6) now += 50
    }
    now += 60_000
    // A quarter of a second is made up for, not the minute.
    await once(app, id, ({ delivered }) => delivered === 12)
    expect(server.got).toHaveLength(12)
    expect((await shown(app, id)).started).toBe(12)
    await act(app, id, 'cancel')
  })

  it('stops on the first failure: exactly one has failed, and the rest is not sent', async () => {
    const app = await startApp()
    const server = await startTarget((reply, _, number) => reply.writeHead(number === 4 ? 500 : 204).end())
    const { id: targetId } = await makeTarget(app, { url: server.url, maxInFlight: 10, retry: [1, 1] })
    await receiveSome(app, 10)
    const { id } = await start(app, { targetId, query: '', stopOnFailure: true })
    expect(await over(app, id)).toMatchObject({
      state: 'stopped',
      started: 4,
      delivered: 3,
      failed: 1,
      cancelled: 0,
    })
    expect(numbers(server.got)).toEqual([1, 2, 3, 4])
  })

  it('pauses and goes on where it was', async () => {
    const { app, server, targetId, letGo } = await startHolding()
    await receiveSome(app, 8)
    const { id } = await start(app, { targetId, query: '', stopOnFailure: true })
    await server.gets(1)
    expect((await act(app, id, 'pause')).json).toMatchObject({ state: 'paused', started: 1, delivered: 0 })
    letGo()
    // What was in hand is told of, though nothing goes on.
    await new Promise<void>((resolve) => {
      app.ctx.bus.subscribe((notice) => {
        if (notice.kind === 'replay' && notice.replay.delivered === 1) resolve()
      })
    })
    expect(await shown(app, id)).toMatchObject({ state: 'paused', delivered: 1 })
    expect((await act(app, id, 'pause')).json.code).toBe('REPLAY_STATE')
    // Another one goes by: the target takes requests, and gets none of what is paused.
    await over(app, (await start(app, { targetId, query: 'type:team.created' })).id)
    expect(numbers(server.got)).toEqual([1, 2, 4, 6, 8])

    expect((await act(app, id, 'resume')).json).toMatchObject({ state: 'running' })
    expect(await over(app, id)).toMatchObject({ state: 'done', delivered: 8 })
    expect(numbers(server.got).slice(5)).toEqual(upTo(8).slice(1))
  })

  it('goes on though it is told so in the very moment in which it pauses', async () => {
    const { app, targetId, server, letGo } = await startHolding()
    await receiveSome(app, 5)
    const { id } = await start(app, { targetId, query: '' })
    await server.gets(1)
    for (let i = 0; i < 20; i++) {
      await Promise.all([act(app, id, 'pause'), act(app, id, 'resume')])
      await act(app, id, 'resume')
    }
    letGo()
    expect(await over(app, id)).toMatchObject({ state: 'done', delivered: 5 })
  })

  it('is cancelled with everything that was not on its way', async () => {
    const { app, server, targetId, letGo } = await startHolding()
    await receiveSome(app, 10)
    const { id } = await start(app, { targetId, query: '' })
    await server.gets(1)
    await once(app, id, ({ started }) => started === 4)
    expect((await act(app, id, 'cancel')).json).toMatchObject({
      state: 'cancelled',
      started: 4,
      cancelled: 3,
    })
    letGo()
    await once(app, id, ({ delivered }) => delivered === 1)
    await over(app, (await start(app, { targetId, query: 'type:team.created' })).id)
    expect(numbers(server.got)).toEqual([1, 2, 4, 6, 8, 10])
    expect((await act(app, id, 'resume')).json.message).toBe('This replay is cancelled.')
  })

  it('goes on after a restart: every event is sent, none twice', async () => {
    const app = await startApp()
    let closing: Promise<void> | undefined
    const server = await startTarget((reply, _, number) => {
      if (number === 10) closing = app.close()
      reply.writeHead(204).end()
    })
    const { id: targetId } = await makeTarget(app, { url: server.url, maxInFlight: 3 })
    await receiveSome(app, 40)
    const { id } = await start(app, { targetId, query: '' })
    await server.gets(10)
    await closing
    expect(server.got.length).toBeLessThan(40)
    const second = await startApp({ config: { dataDir: app.ctx.config.dataDir } })
    expect(await over(second, id)).toMatchObject({ state: 'done', started: 40, delivered: 40, failed: 0 })
    expect(numbers(server.got).sort((a, b) => a - b)).toEqual(upTo(40))
  })

  it('stays paused over a restart', async () => {
    const { app, server, targetId, letGo } = await startHolding()
    await receiveSome(app, 4)
    const { id } = await start(app, { targetId, query: '', stopOnFailure: true })
    await server.gets(1)
    await act(app, id, 'pause')
    letGo()
    await once(app, id, ({ delivered }) => delivered === 1)
    await app.close()
    const second = await startApp({ config: { dataDir: app.ctx.config.dataDir } })
    expect(await shown(second, id)).toMatchObject({ state: 'paused', delivered: 1 })
    await act(second, id, 'resume')
    expect(await over(second, id)).toMatchObject({ state: 'done', delivered: 4 })
  })

  it('passes over events that are deleted meanwhile, and waits for none of them', async () => {
    for (const by of ['query', 'ids']) {
      const { app, server, targetId, letGo } = await startHolding()
      const ids = await receiveSome(app, 8)
      const { id } = await start(app, { targetId, ...(by === 'ids' ? { ids } : { query: '' }) })
      await server.gets(1)
      await once(app, id, ({ started }) => started === 4)
      // Two whose deliveries are made already, and one whose turn has not come.
      for (const n of [2, 3, 7]) await app.api('DELETE', `/api/events/${ids[n - 1]}`)
      letGo()
      expect(await over(app, id)).toMatchObject({
        state: 'done',
        total: 8,
        started: 7,
        delivered: 5,
        cancelled: 2,
      })
      expect(numbers(server.got)).toEqual([1, 4, 5, 6, 8])
    }
  })

  it('does not send events that arrive meanwhile, nor those after its moment', async () => {
    for (const order of ['oldest', 'newest']) {
      const { app, server, targetId, letGo } = await startHolding()
      await receiveSome(app, 4)
      const moment = app.ctx.store.events.lastSeq()
      await receiveSome(app, 2, 5)
      const { id, total } = await start(app, { targetId, query: '', order, upTo: moment })
      expect(total).toBe(4)
      await server.gets(1)
      await receiveSome(app, 2, 7)
      letGo()
      expect(await over(app, id)).toMatchObject({ state: 'done', delivered: 4 })
      expect(numbers(server.got).sort()).toEqual([1, 2, 3, 4])
    }
  })

  it('ends when its target is deleted', async () => {
    const { app, server, targetId, letGo } = await startHolding()
    await receiveSome(app, 10)
    const { id } = await start(app, { targetId, query: '' })
    await server.gets(1)
    await app.api('DELETE', `/api/targets/${targetId}`)
    expect(await over(app, id)).toMatchObject({ state: 'cancelled', targetName: 'a deleted target' })
    letGo()
    await once(app, id, ({ delivered, cancelled, started }) => delivered + cancelled === started)
    expect(server.got).toHaveLength(1)
  })

  it('says why it does not go on while its target is down', async () => {
    const app = await startApp()
    const gone = await startTarget()
    await gone.close()
    const { id: targetId } = await makeTarget(app, { url: gone.url, maxInFlight: 1 })
    await receiveSome(app, 12)
    const { id } = await start(app, { targetId, query: '' })
    const waiting = await once(app, id, ({ failed, waitsFor }) => failed === 5 && waitsFor !== null)
    expect(waiting).toMatchObject({
      state: 'running',
      waitsFor: expect.stringContaining('The target is down'),
    })
    await startTarget(undefined, Number(new URL(gone.url).port))
    await app.api('POST', `/api/targets/${targetId}/resume`)
    expect(await over(app, id)).toMatchObject({ state: 'done', delivered: 7, failed: 5, waitsFor: null })
  })

  it('is refused at once where it cannot be', async () => {
    const app = await startApp()
    const { id: targetId } = await makeTarget(app, { url: 'http://127.0.0.1:1/' })
    const [id] = await receiveSome(app, 1)
    const refused = async (body: object) => {
      const { status, json } = await app.api('POST', '/api/replays', { targetId, ...body })
      return `${status} ${json.message}`
    }
    expect(await refused({ query: '', signature: 'resign' })).toMatch(/^400 .*no secret to sign with/)
    expect(await refused({ ids: [id], signature: 'resign' })).toMatch(/^400 .*no secret to sign with/)
    expect(await refused({ query: 'type:nothing' })).toMatch(/^409 No stored event matches/)
    expect(await refused({ ids: ['evt_gone'], signature: 'none' })).toMatch(/^409 /)
    expect(await refused({ query: '(' })).toMatch(/^400 /)
    expect(await refused({ query: '', ids: [id] })).toMatch(/^400 .*by query or by ids/)
    expect(await refused({ query: '', targetId: 'tgt_gone' })).toMatch(/^404 /)
    expect((await app.api('GET', '/api/replays')).json.replays).toEqual([])
    expect((await app.api('GET', '/api/replays/rpl_gone')).status).toBe(404)
  })
})
