import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { expiredCertificate, testCertificate, testKey } from '../testing/certificates.ts'
import { httpServer, send, testSender } from '../testing/test-sender.ts'
import { answerFailure } from './exchange-words.ts'

describe('a target behind TLS', () => {
  test('is sent to by its name, which it is asked for and its certificate is held against', async () => {
    const { port, names } = await tlsServer()
    const sender = testSender({ ca: testCertificate, resolve: toLoopback })
    const { error, answer, remoteAddress, request } = await send(
      { url: `https://target.example:${port}/` },
      { sender },
    )
    expect([error, answer?.status, remoteAddress]).toEqual([null, 200, '127.0.0.1'])
    expect(names).toEqual(['target.example'])
    expect(request.headers[0]).toEqual(['host', `target.example:${port}`])
  })

  test('is sent to by its address', async () => {
    const { port } = await tlsServer()
    const sender = testSender({ ca: testCertificate })
    expect((await send({ url: `https://127.0.0.1:${port}/` }, { sender })).error).toBeNull()
  })

  test('is sent to again on the same connection', async () => {
    const { port, names } = await tlsServer()
    const sender = testSender({ ca: testCertificate })
    await send({ url: `https://127.0.0.1:${port}/` }, { sender })
    const { error, timings } = await send({ url: `https://127.0.0.1:${port}/` }, { sender })
    expect([error, timings.connectMs, names.length]).toEqual([null, null, 1])
  })
})

describe('a certificate', () => {
  test('that is self-signed is refused, with what to do', async () => {
    const { port } = await tlsServer()
    expect((await send({ url: `https://127.0.0.1:${port}/` })).error).toEqual({
      code: 'tls',
      message: `The certificate of 127.0.0.1:${port} is self-signed. If you trust it, start Hooklens with NODE_EXTRA_CA_CERTS=file.pem, where the file holds the certificate of who issued it.`,
    })
  })

  test('that has expired is refused', async () => {
    const { port } = await tlsServer(expiredCertificate)
    const sender = testSender({ ca: expiredCertificate })
    expect((await send({ url: `https://127.0.0.1:${port}/` }, { sender })).error).toEqual({
      code: 'tls',
      message: `The certificate of 127.0.0.1:${port} has expired. Renew it there.`,
    })
  })

  test('for another host is refused, and says for which', async () => {
    const { port } = await tlsServer()
    const sender = testSender({ ca: testCertificate, resolve: toLoopback })
    expect((await send({ url: `https://other.example:${port}/` }, { sender })).error).toEqual({
      code: 'tls',
      message: `The certificate of other.example:${port} is for another host: DNS:localhost, DNS:target.example, IP Address:127.0.0.1. Use a name that it covers.`,
    })
  })
})

test('a target that refuses us after the handshake, as TLS 1.3 has it, is told apart from one that breaks off', () => {
  // Node's own server closes without a word; OpenSSL's and Go's say so.
  const error = Object.assign(new Error('tlsv13 alert certificate required'), {
    code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  })
  const failure = answerFailure(error, 'https://target.example', Buffer.alloc(0), null)
  expect(failure.code).toBe('tls')
  expect(failure.message).toMatch(
    /^target\.example refused the TLS handshake .* Hooklens has none to show\.$/,
  )
})

test('https: to a server without TLS suggests http:', async () => {
  const { url } = await httpServer((_request, response) => response.end())
  const { error } = await send({ url: url.replace('http:', 'https:') })
  expect(error).toEqual({
    code: 'tls',
    message: `${new URL(url).host} does not speak TLS. Should the URL begin with http: ?`,
  })
})

test('a redirect from https: to http: is not followed', async () => {
  const { port } = await tlsServer(testCertificate, 'http://127.0.0.1:1/')
  const sender = testSender({ ca: testCertificate })
  const { error } = await send({ url: `https://127.0.0.1:${port}/`, followRedirects: 3 }, { sender })
  expect(error).toEqual({
    code: 'redirect',
    message:
      'The target answered 307 Temporary Redirect and leads to http://127.0.0.1:1/, which was not followed: it leads from https: to http:, where others could read it.',
  })
})

async function toLoopback() {
  return [{ address: '127.0.0.1', family: 4 }]
}

/** @returns `names`: the server name that each connection asked for */
async function tlsServer(cert = testCertificate, location: string | null = null) {
  const names: unknown[] = []
  const server = createServer({ key: testKey, cert }, (_request, response) => {
    if (location === null) response.end('ok')
    else response.writeHead(307, { location }).end()
  })
  server.on('secureConnection', (socket) => names.push(socket.servername))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, names }
}
