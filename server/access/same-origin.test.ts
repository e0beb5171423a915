import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../testing/start-app.ts'

/** `fetch` does not let a program choose these headers. */
function ask(
  { url }: TestApp,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers }, (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('the API', () => {
  it.each(['localhost', '127.0.0.1', '[::1]:80', '192.168.1.5:4400', 'hooklens.localhost'])(
    'answers to the host %s',
    async (host) => {
      expect(await ask(await startApp(), '/api/events', { host })).toBe(200)
    },
  )

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.example', 'a b'])(
    'does not answer to the host "%s", which may be a rebound name',
    async (host) => {
      const app = await startApp()
      expect(await ask(app, '/api/events', { host })).not.toBe(200)
      expect(await ask(app, '/', { host })).not.toBe(200)
    },
  )

  it('answers to the public name once it is configured', async () => {
    const app = await startApp({ config: { publicUrl: 'https://hooks.example.com' } })
    expect(await ask(app, '/api/events', { host: 'hooks.example.com' })).toBe(200)
    const origin = 'https://hooks.example.com'
    expect(await ask(app, '/api/events', { host: 'localhost', origin })).toBe(200)
  })

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'rubbish'])(
    'refuses the origin %s',
    async (origin) => {
      const app = await startApp()
      expect(await ask(app, '/api/endpoints', { host: 'localhost', origin }, 'POST')).toBe(403)
      expect(await ask(app, '/api/events', { host: 'localhost', origin })).toBe(403)
    },
  )

  it('refuses what another site asks without naming itself', async () => {
    const app = await startApp()
    expect(await ask(app, '/api/events', { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask(app, '/%61pi/events', { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await ask(app, '/', { 'sec-fetch-site': 'cross-site' })).not.toBe(403)
  })
})

it('health answers to every host: containers are watched by the names of their services', async () => {
  const app = await startApp()
  expect(await ask(app, '/healthz', { host: 'hooklens:4400' })).toBe(200)
  expect(await ask(app, '/readyz', { host: 'hooklens:4400' })).toBe(200)
})

it('ingest answers to every host: senders come by tunnels and proxies', async () => {
  const headers = { host: 'abc.tunnel.example', origin: 'https://elsewhere.example' }
  expect(await ask(await startApp(), '/in/stack', headers, 'POST')).toBe(200)
})

it('the API and the page forbid inline scripts, frames and sniffing', async () => {
  const { url } = await startApp()
  for (const path of ['/api/events', '/']) {
    const { headers } = await fetch(`${url}${path}`)
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})
