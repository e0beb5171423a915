import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../shared/event.ts'
import { isUnsigned, pickSignatureHeaders } from './signature-headers.ts'

describe('pickSignatureHeaders', () => {
  test('finds the headers in any case', () => {
    const picked = pickSignatureHeaders([
      ['Svix-Id', 'msg_1'],
      ['SVIX-TIMESTAMP', '1'],
      ['svix-signature', 'v1,x'],
      ['host', 'localhost'],
    ])
    expect(picked).toEqual({
      id: { name: 'svix-id', value: 'msg_1', times: 1 },
      timestamp: { name: 'svix-timestamp', value: '1', times: 1 },
      signature: { name: 'svix-signature', value: 'v1,x', times: 1 },
    })
  })

  test('takes each header from the svix set, else from the webhook set', () => {
    const picked = pickSignatureHeaders([
      ['webhook-id', 'other'],
      ['webhook-timestamp', '1'],
      ['svix-id', 'mine'],
    ])
    expect([picked.id?.value, picked.timestamp?.value, picked.signature]).toEqual(['mine', '1', null])
  })

  test('does not fall back to the webhook set where the svix header is empty', () => {
    const picked = pickSignatureHeaders([
      ['svix-id', ''],
      ['webhook-id', 'other'],
    ])
    expect(picked.id).toEqual({ name: 'svix-id', value: '', times: 1 })
  })

  test('joins repeats as a real Node server does', async () => {
    const lines = [
      'svix-id: a',
      'Svix-Signature: v1,x',
      'SVIX-ID: b',
      'svix-signature: v1,y v1,z',
      'svix-id: \xe9',
    ]
    const { headers, rawHeaders } = await received(lines)
    const pairs: HeaderPair[] = []
    for (let i = 0; i < rawHeaders.length; i += 2) pairs.push([rawHeaders[i]!, rawHeaders[i + 1]!])
    const picked = pickSignatureHeaders(pairs)
    expect(picked.id).toEqual({ name: 'svix-id', value: headers['svix-id'], times: 3 })
    expect(picked.signature).toEqual({ name: 'svix-signature', value: headers['svix-signature'], times: 2 })
    expect(picked.id?.value).toBe('a, b, \xe9')
  })
})

describe('isUnsigned', () => {
  test('is true only when not one of the six headers came', () => {
    expect(isUnsigned(pickSignatureHeaders([['x-svix-id', 'msg_1']]))).toBe(true)
    expect(isUnsigned(pickSignatureHeaders([['webhook-timestamp', '']]))).toBe(false)
  })
})

/** What Node's HTTP server makes of these header lines. */
async function received(lines: string[]): Promise<Pick<IncomingMessage, 'headers' | 'rawHeaders'>> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  try {
    const request = once(server, 'request')
    socket.write(`GET / HTTP/1.1\r\nhost: localhost\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1')
    const [{ headers, rawHeaders }] = (await request) as [IncomingMessage]
    return { headers, rawHeaders }
  } finally {
    socket.destroy()
    server.close()
  }
}
