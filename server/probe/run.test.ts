import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ProbeReport } from '../../shared/probe.ts'
import { startFaultyReceiver } from '../testing/faulty-receiver.ts'
import { probeHandler } from '../testing/probe.ts'
import { testSecret } from '../testing/signed-request.ts'
import { startTarget } from '../testing/target-server.ts'

const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

const outcomes = ({ results }: ProbeReport) =>
  Object.fromEntries(results.map(({ code, outcome }) => [code, outcome]))
const faults = (report: ProbeReport) => report.faults.map(({ code }) => code)
const sent = ({ results }: ProbeReport) => results.flatMap(({ exchanges }) => exchanges)

async function serve(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, close }
}

describe('a handler that does not take the valid delivery', () => {
  it('has not shown that it refuses forgeries: they are skipped, not passed', async () => {
    const { url } = await startFaultyReceiver()
    const report = await probeHandler(url, { secret: otherSecret })
    expect(outcomes(report)).toMatchObject({
      valid: 'failed',
      pretty: 'skipped',
      burst: 'skipped',
      wrong_secret: 'skipped',
      missing_headers: 'skipped',
    })
    expect(report.counts).toMatchObject({ passed: 0, danger: 0, failed: 1 })
    expect(report.ok).toBe(false)
    expect(report.faults).toMatchObject([
      {
        code: 'refuses_valid',
        why: expect.stringContaining('the secret is another than "the given secret"'),
      },
    ])
  })

  it('is dangerous all the same where it takes what is not signed', async () => {
    const { url } = await startFaultyReceiver('verifies only where there is a signature')
    const report = await probeHandler(url, { secret: otherSecret })
    expect(outcomes(report)).toMatchObject({ missing_headers: 'danger', wrong_secret: 'skipped' })
    expect(faults(report)).toEqual(['accepts_unsigned', 'refuses_valid'])
  })

  it('is told from one that is not there, which gets one request', async () => {
    const { url, got } = await startTarget((reply) => reply.writeHead(404).end('Not found'))
    const report = await probeHandler(url)
    expect(faults(report)).toEqual(['no_handler'])
    expect(got).toHaveLength(1)
    expect(report.counts).toMatchObject({ failed: 1, passed: 0 })
  })

  it('because nobody listens is told so', async () => {
    const { url, close } = await serve(() => {})
    close()
    const report = await probeHandler(url)
    expect(faults(report)).toEqual(['unreachable'])
    expect(sent(report)).toMatchObject([{ answer: null, error: { code: 'refused' } }])
  })

  it('because it redirects is not followed', async () => {
    const { url, got } = await startTarget((reply) => reply.writeHead(308, { location: '/hook/' }).end())
    const report = await probeHandler(url)
    expect(report.faults).toMatchObject([{ code: 'redirects', why: expect.stringContaining('/hook/') }])
    expect(got.map(({ path }) => path)).toEqual(['/hook'])
  })

  it('because it answers too late is not tried again and again', async () => {
    const { url, got } = await startTarget(() => {})
    const report = await probeHandler(url, { timeoutMs: 150 })
    expect(faults(report)).toEqual(['too_slow'])
    expect(got).toHaveLength(1)
  })

  it('because it writes the body anew as Python does is found out', async () => {
    const { url } = await startTarget((reply, { body }) => {
      const isPython = body.includes('": "')
      reply.writeHead(isPython ? 200 : 401).end()
    })
    const report = await probeHandler(url, { only: ['pretty'] })
    expect(faults(report)).toEqual(['parses_before_verifying'])
    expect(report.results[0]?.found).toContain('as Python writes JSON')
  })

  it('because it uses what verify() returns is told so', async () => {
    const { url } = await startTarget((reply) =>
      reply.writeHead(500).end("TypeError: Cannot read properties of undefined (reading 'type')"),
    )
    const report = await probeHandler(url, { only: ['pretty'] })
    expect(report.faults).toMatchObject([
      { code: 'throws_on_valid', fix: expect.stringContaining('what verify() returns') },
    ])
  })
})

describe('a probe', () => {
  it('stops when the handler has ended', async () => {
    let close = () => {}
    const receiver = await serve((request, reply) => {
      if (request.headers['webhook-id']) {
        close()
        request.socket.destroy()
      } else reply.writeHead(200).end()
    })
    close = receiver.close
    const report = await probeHandler(receiver.url)
    expect(outcomes(report)).toMatchObject({
      valid: 'passed',
      webhook_headers: 'failed',
      non_ascii: 'skipped',
      wrong_secret: 'skipped',
    })
    expect(faults(report)).toContain('went_away')
  })

  it('stops when it is told to, without a word on the check under way', async () => {
    const stop = new AbortController()
    const { url } = await startFaultyReceiver()
    const report = await probeHandler(url, {
      signal: stop.signal,
      onResult: ({ code }) => code === 'pretty' && stop.abort(),
    })
    expect(report.results.map(({ code }) => code).at(-1)).toBe('pretty')
    expect(report).toMatchObject({ state: 'cancelled', ok: false })
  })

  it('keeps the secret out of its report, in whatever spelling the handler shows it', async () => {
    const bytes = Buffer.from(testSecret.replace('whsec_', ''), 'base64')
    const { url } = await startTarget((reply) =>
      reply
        .writeHead(500, { 'x-debug': testSecret })
        .end(`SECRET=${testSecret} ${bytes.toString('hex')} ${bytes.toString('base64').replace(/=+$/, '')}`),
    )
    const report = JSON.stringify(await probeHandler(url))
    expect(report).toContain('SECRET=whsec_…LaSw')
    for (const spelling of [testSecret.replace('whsec_', ''), bytes.toString('hex')]) {
      expect(report).not.toContain(spelling)
    }
  })

  it('keeps the beginning of what was sent and of what came back, cut between characters', async () => {
    const { url } = await startTarget((reply) => reply.writeHead(200).end('ü'.repeat(3000)))
    const report = await probeHandler(url, { only: ['big_body'] })
    const [, big] = report.results
    const [exchange] = big?.exchanges ?? []
    expect(exchange?.request.size).toBeGreaterThan(256 * 1024)
    expect(exchange?.request.body.text).toHaveLength(4096)
    expect(exchange?.answer).toMatchObject({
      body: { encoding: 'utf8', text: 'ü'.repeat(512) },
      truncated: true,
    })
  })

  it('keeps little of an answer that is nothing but headers', async () => {
    const { url } = await startTarget((reply) => {
      reply.statusMessage = 'x'.repeat(1000)
      const headers = Array.from({ length: 5 }, (_, i) => [`x-${i}`, 'y'.repeat(5000)])
      reply.writeHead(200, Object.fromEntries(headers)).end()
    })
    const report = await probeHandler(url, { only: ['valid'] })
    expect(report.ok).toBe(true)
    const { answer } = report.results[0]?.exchanges[0] ?? {}
    expect(answer?.statusText).toHaveLength(201)
    expect(answer?.headers.map(([name]) => name)).toEqual(['x-0', 'x-1'])
    expect(answer?.headers.flat().join('').length).toBeLessThan(8300)
  })

  it('takes a GET that is answered with 2xx for a flaw, not for a danger', async () => {
    const { url } = await startTarget((reply) => reply.writeHead(200).end())
    const report = await probeHandler(url, { only: ['get'] })
    expect(outcomes(report)).toEqual({ valid: 'passed', get: 'failed' })
    expect(report).toMatchObject({ ok: true, counts: { danger: 0 } })
  })

  it('takes a refusal by the router, or by a login, for none', async () => {
    let status = 404
    const { url } = await startTarget((reply, { headers }) => {
      const isForged = headers['svix-signature'] === undefined
      reply.writeHead(isForged ? status : 200, { location: '/login' }).end()
    })
    for (const next of [404, 302, 429]) {
      status = next
      const report = await probeHandler(url, { only: ['missing_headers'] })
      expect(report.results[1]?.exchanges[0]?.answer?.status).toBe(next)
      expect(report.results[1]?.outcome).not.toBe('passed')
    }
  })

  it('marks what it sends as its own', async () => {
    const { url, got } = await startTarget()
    await probeHandler(url, { only: ['delete_twice'] })
    for (const { headers, body } of got) {
      expect(headers['user-agent']).toMatch(/^Hooklens-Probe\//)
      expect(headers['svix-id']).toMatch(/^msg_hooklens_probe_[0-9a-z]{26}$/)
      expect(JSON.parse(body).data.id).toMatch(
        /^facade00-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
    expect(JSON.parse(got[0]?.body ?? '').data).toMatchObject({
      display_name: 'Hooklens Probe',
      primary_email: expect.stringMatching(/@hooklens\.invalid$/),
    })
    expect(got[2]?.headers['svix-id']).toBe(got[3]?.headers['svix-id'])
    expect(got[4]?.headers['svix-id']).not.toBe(got[3]?.headers['svix-id'])
  })
})

it('begins no further check once it has taken too long, and is not well then', async () => {
  const { url, got } = await startTarget((reply) => setTimeout(() => reply.writeHead(204).end(), 300))
  const report = await probeHandler(url, { longestMs: 200 })
  expect(outcomes(report)).toMatchObject({ valid: 'passed', pretty: 'skipped', wrong_secret: 'skipped' })
  expect(report.ok).toBe(false)
  expect(report.results.at(-1)?.found).toContain('the probe took too long')
  expect(got).toHaveLength(1)
})
