import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createPolicy } from '../deliver/policy.ts'
import { createSender, type OutgoingRequest, type Sender, type SenderOptions } from '../deliver/sender.ts'

export type Given = Partial<OutgoingRequest> & { url: string }

/** A sender that may send anywhere, unless told otherwise. */
export function testSender(options: Partial<SenderOptions> = {}): Sender {
  const sender = createSender({
    policy: createPolicy({ policy: 'any', allow: [] }),
    now: Date.now,
    ...options,
  })
  onTestFinished(() => sender.close())
  return sender
}

/** One attempt: a small POST, unless told otherwise. */
export function send(request: Given, { sender = testSender(), signal = new AbortController().signal } = {}) {
  return sender.send(
    {
      method: 'POST',
      headers: [],
      ownNames: [],
      body: Buffer.from('{}'),
      timeoutMs: 15_000,
      followRedirects: 0,
      ...request,
    },
    signal,
  )
}

/** A server of Node’s own on a free port. It is gone when the test is over. */
export async function httpServer(
  listener: RequestListener,
  host = '127.0.0.1',
): Promise<{ url: string; server: Server }> {
  const server = createServer(listener).listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}
