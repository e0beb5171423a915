import { randomInt } from 'node:crypto'
import type { Api } from './fixtures/api.ts'
import type { Hooklens } from './fixtures/hooklens.ts'
import { type Random, seededRandom } from './fixtures/random.ts'
import { RawConnection, type RawRequest } from './fixtures/raw-http.ts'
import { newMessageId, newSecret, signatureHeaders, stackPayload } from './fixtures/sender.ts'
import { expect, test } from './fixtures/test.ts'

const ROUNDS = 10
const CONNECTIONS = 32

/** HOOKLENS_SEED repeats the choices of a run; what the kernel does between them differs anyway. */
const seed = Number(process.env['HOOKLENS_SEED'] ?? randomInt(1_000_000_000))

interface SentRequest extends RawRequest {
  body: Buffer
  /** The event's id, once a 2xx was received. */
  acknowledged: string | null
}

test('keeps every acknowledged event, whole and once, when killed ten times under load', async ({
  hooklens,
  api,
}, testInfo) => {
  test.setTimeout(240_000)
  testInfo.annotations.push({ type: 'seed', description: String(seed) })
  const random = seededRandom(seed)
  const secret = newSecret()
  await api.addSecret('stack', { secret, label: 'production' })
  const sent = new Map<string, SentRequest>()
  for (let round = 1; round <= ROUNDS; round++) {
    const goal = random.int(50, 400)
    await test.step(`round ${round}: killed after ${goal} acknowledged events`, async () => {
      await sendUntilKilled(hooklens, goal, () => {
        const nonce = `${round}-${sent.size}`
        const request = { ...randomRequest(random, nonce, secret), acknowledged: null }
        sent.set(nonce, request)
        return request
      })
      await hooklens.restart()
    })
  }
  const acknowledged = [...sent.values()].filter((request) => request.acknowledged !== null)
  console.log(`  seed ${seed}: ${sent.size} sent, ${acknowledged.length} acknowledged, ${ROUNDS} kills`)

  const stored = await test.step('every stored event is what was sent, and there once', () =>
    checkStored(api, sent))
  const lost = acknowledged.filter((request) => !stored.has(request.acknowledged ?? ''))
  expect(lost, 'acknowledged and lost').toEqual([])
})

/** Every connection sends one request after the other until the server is gone. */
async function sendUntilKilled(hooklens: Hooklens, goal: number, next: () => SentRequest): Promise<void> {
  let acknowledged = 0
  let killed: Promise<unknown> | null = null
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => RawConnection.open(hooklens.baseUrl)),
  )
  await Promise.all(
    connections.map(async (connection) => {
      for (;;) {
        const request = next()
        const response = await connection.send(request).catch(() => null)
        if (response === null) break
        expect(response.status, response.body).toBe(200)
        request.acknowledged = JSON.parse(response.body).id
        acknowledged++
        if (acknowledged === goal) killed = hooklens.kill()
      }
      connection.close()
    }),
  )
  expect(killed, `the server ended by itself after ${acknowledged} events`).not.toBeNull()
  await killed
}

/** A signed Stack event, bytes without meaning, or nothing at all; with headers that only exact storage keeps. */
function randomRequest(random: Random, nonce: string, secret: string): RawRequest & { body: Buffer } {
  const kind = random.pick(['signed', 'binary', 'binary', 'empty'])
  const payload = stackPayload('user.created', {
    display_name: `${nonce} 😀 ${'ü'.repeat(random.int(0, 600))}`,
  })
  const body =
    kind === 'signed' ? Buffer.from(payload) : random.bytes(kind === 'empty' ? 0 : random.int(1, 20_000))
  const signing = { payload, secret, messageId: newMessageId(), sentAt: Date.now() }
  return {
    target: `/in/stack/${nonce}?n=${nonce}&%zz`,
    headers: [
      ['Host', '127.0.0.1'],
      ['X-NONCE', nonce],
      [random.pick(['Content-Type', 'content-TYPE']), kind === 'signed' ? 'application/json' : 'x/y;;='],
      ...Array.from({ length: random.int(0, 3) }, (_, at): [string, string] => [
        random.pick(['X-Dup', 'x-dup']),
        `${at}`,
      ]),
      ...(kind === 'signed' ? Object.entries(signatureHeaders(signing)) : []),
      ['content-length', String(body.length)],
    ],
    body,
  }
}

/** Holds every stored event to its request, acknowledged or not. Returns the ids. */
async function checkStored(api: Api, sent: ReadonlyMap<string, SentRequest>): Promise<Set<string>> {
  const ids = new Set<string>()
  const nonces = new Set<string>()
  const left = api.allEvents()
  const checkOneByOne = async () => {
    for await (const { id } of left) {
      expect(ids.has(id), `${id} is listed twice`).toBe(false)
      ids.add(id)
      const nonce = await checkEvent(api, id, sent)
      expect(nonces.has(nonce), `request ${nonce} is stored twice`).toBe(false)
      nonces.add(nonce)
    }
  }
  await Promise.all([checkOneByOne(), checkOneByOne(), checkOneByOne(), checkOneByOne()])
  return ids
}

async function checkEvent(api: Api, id: string, sent: ReadonlyMap<string, SentRequest>): Promise<string> {
  const [event, body] = await Promise.all([api.getEvent(id), api.getBody(id)])
  const nonce = event.path.slice('/in/stack/'.length)
  const request = sent.get(nonce)
  if (request === undefined) throw new Error(`${id} was never sent: ${event.path}`)
  expect(event.headers, nonce).toEqual(request.headers)
  expect(body.equals(request.body), `the body of ${nonce} differs`).toBe(true)
  expect(event.verdict).toBe(request.headers.some(([name]) => name === 'svix-id') ? 'verified' : 'unsigned')
  if (request.acknowledged !== null) expect(id).toBe(request.acknowledged)
  return nonce
}
