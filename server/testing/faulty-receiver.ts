import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { parseSecret } from '../verify/secret.ts'
import { hmac } from '../verify/sign.ts'
import { testSecret } from './signed-request.ts'

/** The faults of published handlers, each of which can be switched on. */
export const receiverFaults = [
  'verifies nothing',
  'verifies only where there is a signature',
  'does not compare the signature',
  'answers a bad signature with 500',
  'throws on headers that are missing',
  'throws on unknown types',
  'knows types of users only',
  'parses before it verifies',
  'parses, and verifies the raw body',
  'reads the body as latin1',
  'reads only the first signature',
  'takes any version of a signature',
  'does not check the timestamp',
  'deletes twice',
  'fails on duplicates',
  'updates only what is there',
  'refuses new fields',
  'wants metadata to be an object',
  'takes 100 kB at most',
  'takes five at once',
] as const
export type ReceiverFault = (typeof receiverFaults)[number]

export interface FaultyReceiver {
  url: string
  /** Message ids, in the order in which they came. */
  got: string[]
  close(): Promise<void>
}

/** A request that is answered with this status. */
class Answer extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A receiver that does everything right but for one thing. It ends with the test. */
export async function startFaultyReceiver(
  fault: ReceiverFault | null = null,
  { secret = testSecret } = {},
): Promise<FaultyReceiver> {
  const has = (other: ReceiverFault) => fault === other
  const parsed = parseSecret(secret)
  if (!parsed.ok) throw new Error(parsed.problem)
  const { key } = parsed
  const got: string[] = []
  const users = new Set<string>()
  const seen = new Set<string>()
  let connections = 0

  function verify(headers: IncomingMessage['headers'], body: Buffer): void {
    const part = (name: string) => String(headers[`svix-${name}`] ?? headers[`webhook-${name}`] ?? '')
    const [id, timestamp, signatures] = [part('id'), part('timestamp'), part('signature')]
    if (has('verifies nothing')) return
    if (has('verifies only where there is a signature') && !id && !timestamp && !signatures) return
    if (!id || !timestamp || !signatures) {
      throw has('throws on headers that are missing')
        ? new TypeError('Cannot read properties of undefined')
        : new Answer(400, 'Missing required headers')
    }
    if (!/^\d+$/.test(timestamp)) throw new Answer(400, 'Invalid Signature Headers')
    const offS = Math.abs(Date.now() / 1000 - Number(timestamp))
    if (offS > 301 && !has('does not check the timestamp')) throw new Answer(400, 'Message timestamp too old')
    if (has('does not compare the signature')) return
    const entries = signatures.split(' ').slice(0, has('reads only the first signature') ? 1 : undefined)
    if (has('takes any version of a signature') && entries.some((entry) => entry.startsWith('v1a,'))) return
    const right = `v1,${hmac(key, { id, timestamp, body })}`
    if (!entries.includes(right)) throw new Answer(400, 'No matching signature found')
  }

  function read(headers: IncomingMessage['headers'], raw: Buffer): any {
    if (has('parses before it verifies')) {
      const payload = JSON.parse(raw.toString())
      verify(headers, Buffer.from(JSON.stringify(payload)))
      return payload
    }
    if (has('parses, and verifies the raw body')) {
      const payload = JSON.parse(raw.toString())
      verify(headers, raw)
      return payload
    }
    verify(headers, has('reads the body as latin1') ? Buffer.from(raw.toString('latin1')) : raw)
    return JSON.parse(raw.toString())
  }

  function work(id: string, { type, data }: any): void {
    if (has('knows types of users only') && !type.startsWith('user.')) throw new Error(`invalid type ${type}`)
    if (has('throws on unknown types') && type === 'hooklens.probe') throw new Error(`Unhandled type ${type}`)
    if (has('refuses new fields') && 'hooklens_probe_new_field' in data) throw new Error('unrecognized_keys')
    for (const name of ['client_metadata', 'client_read_only_metadata', 'server_metadata']) {
      const value = data[name]
      const isObject =
        value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))
      if (has('wants metadata to be an object') && !isObject) throw new Error('expected object')
    }
    const isNew = !seen.has(id)
    seen.add(id)
    if (has('fails on duplicates') && !isNew)
      throw new Error('duplicate key value violates unique constraint')
    if (type === 'user.created') users.add(data.id)
    if (has('updates only what is there') && type === 'user.updated' && !users.has(data.id)) {
      throw new Error('Record to update not found')
    }
    if (type === 'user.deleted' && !users.delete(data.id) && has('deletes twice')) {
      throw new Error('Record to delete does not exist')
    }
  }

  const server = createServer(async (request, reply) => {
    try {
      const raw = await buffer(request)
      if (request.method !== 'POST') throw new Answer(405, 'Method Not Allowed')
      if (has('takes 100 kB at most') && raw.length > 100_000) throw new Answer(413, 'Payload Too Large')
      if (has('takes five at once') && connections > 5) throw new Answer(503, 'Too busy')
      const id = String(request.headers['svix-id'] ?? request.headers['webhook-id'] ?? '')
      const payload = read(request.headers, raw)
      work(id, payload)
      got.push(id)
      reply.writeHead(200).end('ok')
    } catch (error) {
      const { message } = error as Error
      const wanted = error instanceof Answer ? error.status : 500
      const isRefusal = error instanceof Answer && wanted === 400
      reply.writeHead(isRefusal && has('answers a bad signature with 500') ? 500 : wanted).end(message)
    }
  })
  server.on('connection', (socket) => {
    connections++
    socket.on('close', () => connections--)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/stack`, got, close }
}
