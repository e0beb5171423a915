import { describe, expect, it } from 'vitest'
import { createSender } from '../deliver/sender.ts'
import { startTarget } from '../testing/target-server.ts'
import { isLoopbackUrl, loopbackPolicy, targetOf } from './where.ts'

describe('a probe without a target', () => {
  it.each([
    'http://localhost:3000/x',
    'http://app.localhost/',
    'http://127.0.0.1/',
    'http://127.8.9.1:1/',
    'http://[::1]:3000/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
  ])('may go to %s', (url) => expect(isLoopbackUrl(url)).toBe(true))

  it.each([
    'http://example.com/',
    'http://localhost.example.com/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://169.254.169.254/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://notlocalhost/',
  ])('may not go to %s', (url) => expect(isLoopbackUrl(url)).toBe(false))

  it('does not go to a name that leads elsewhere, whatever it is called', async () => {
    const { url, got } = await startTarget()
    const sender = createSender({
      policy: loopbackPolicy,
      now: Date.now,
      resolve: async () => [{ address: '10.0.0.7', family: 4 }],
    })
    const result = await sender.send(
      {
        method: 'POST',
        url: url.replace('127.0.0.1', 'app.localhost'),
        headers: [],
        ownNames: [],
        body: Buffer.from('{}'),
        timeoutMs: 1000,
        followRedirects: 0,
      },
      new AbortController().signal,
    )
    await sender.close()
    expect(result.error).toMatchObject({ code: 'not_allowed', message: expect.stringContaining('10.0.0.7') })
    expect(got).toEqual([])
  })
})

describe('the target of a URL', () => {
  const staging = { url: 'https://staging.example.com/hooks?tenant=1' }

  it('is the one of the same origin and path, with whatever query', () => {
    expect(targetOf('https://staging.example.com/hooks?x', [staging])).toBe(staging)
    expect(targetOf('https://STAGING.example.com:443/hooks', [staging])).toBe(staging)
  })

  it.each([
    'https://staging.example.com/hooks/other',
    'https://staging.example.com/',
    'http://staging.example.com/hooks',
    'https://staging.example.com:8443/hooks',
    'https://staging.example.com/hooks/../admin',
  ])('is not %s', (url) => expect(targetOf(url, [staging])).toBeNull())
})
