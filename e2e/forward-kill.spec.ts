import { randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hooklens } from './fixtures/hooklens.ts'
import { seededRandom } from './fixtures/random.ts'
import { expect, test } from './fixtures/test.ts'

const ROUNDS = 5
const SENDERS = 8

/** HOOKLENS_SEED repeats the choices of a run; what the kernel does between them differs anyway. */
const seed = Number(process.env['HOOKLENS_SEED'] ?? randomInt(1_000_000_000))

test('forwards every acknowledged event, also when killed in the midst of it', async ({
  hooklens,
}, testInfo) => {
  test.setTimeout(240_000)
  testInfo.annotations.push({ type: 'seed', description: String(seed) })
  const random = seededRandom(seed)
  /** The delivery ids that each event came with, by the number in its body. */
  const got = new Map<string, Set<string>>()
  let heard = () => {}
  const backend = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const ids = got.get(body) ?? new Set()
      got.set(body, ids.add(String(request.headers['hooklens-delivery-id'])))
      reply.writeHead(204).end()
      heard()
    })
  })
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
  try {
    const url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`
    const made = await fetch(`${hooklens.baseUrl}/api/targets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'dev', url, forward: { enabled: true } }),
    })
    expect(made.status).toBe(201)
    const acknowledged: string[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const goal = random.int(20, 200)
      await test.step(`round ${round}: killed after ${goal} acknowledged events`, async () => {
        acknowledged.push(...(await sendUntilKilled(hooklens, round, goal)))
        await hooklens.restart()
      })
    }
    const missing = () => acknowledged.filter((body) => !got.has(body))
    await test.step('what was left is sent after the last start', async () => {
      while (missing().length > 0) {
        await new Promise<void>((resolve) => {
          heard = resolve
        })
      }
    })
    for (const [body, ids] of got) expect([...ids], `${body} came under several ids`).toHaveLength(1)
    console.log(`  seed ${seed}: ${acknowledged.length} acknowledged, ${got.size} forwarded, ${ROUNDS} kills`)
  } finally {
    backend.closeAllConnections()
    backend.close()
  }
})

/** Gives the bodies of the events that were acknowledged before the server was gone. */
async function sendUntilKilled(hooklens: Hooklens, round: number, goal: number): Promise<string[]> {
  const acknowledged: string[] = []
  let killed: Promise<unknown> | null = null
  let count = 0
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (;;) {
        const body = `${round}-${count++}`
        const reply = await fetch(hooklens.ingestUrl, { method: 'POST', body }).catch(() => null)
        if (reply === null) return
        expect(reply.status).toBe(200)
        acknowledged.push(body)
        if (acknowledged.length === goal) killed = hooklens.kill()
      }
    }),
  )
  await killed
  return acknowledged
}
