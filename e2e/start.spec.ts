import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ingestReplySchema } from '../shared/api.ts'
import { encodeRequest, RawConnection } from './fixtures/raw-http.ts'
import { send } from './fixtures/sender.ts'
import { runServer } from './fixtures/server-process.ts'
import { expect, test } from './fixtures/test.ts'

test('prints where the dashboard, the ingest URL and the data are', async ({ hooklens }) => {
  const port = new URL(hooklens.baseUrl).port
  expect(Number(port)).toBeGreaterThan(0)
  expect(hooklens.output).toMatch(new RegExp(`^\\s*Dashboard\\s+http://127\\.0\\.0\\.1:${port}/$`, 'm'))
  expect(hooklens.output).toMatch(new RegExp(`^\\s*Ingest\\s+http://127\\.0\\.0\\.1:${port}/in/stack$`, 'm'))
  expect(hooklens.output).toMatch(/^\s*Data\s+\S/m)
  expect(hooklens.output).toContain(hooklens.dataDir)
})

test('serves the dashboard, health and readiness', async ({ api }) => {
  for (const path of ['/healthz', '/readyz', '/']) expect((await api.request(path)).status, path).toBe(200)
  expect((await api.request('/')).headers.get('content-type')).toContain('text/html')
})

test('makes the endpoint stack at the first start, and does not make it again', async ({ hooklens, api }) => {
  const [first, ...others] = await api.listEndpoints()
  expect(first).toMatchObject({ slug: 'stack', ingestUrl: hooklens.ingestUrl })
  expect(others).toEqual([])
  await hooklens.restart()
  expect(await api.listEndpoints()).toEqual([first])
})

for (const name of ['STACK_WEBHOOK_SECRET', 'HEXCLAVE_WEBHOOK_SECRET']) {
  test.describe(`with ${name}`, () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    test.use({ serverOptions: { env: { [name]: secret } } })

    test('verifies events of the endpoint stack with it, and keeps it out of lists', async ({
      hooklens,
      api,
    }) => {
      const { reply } = await send(hooklens.ingestUrl, { secret })
      expect(reply?.verdict).toBe('verified')
      await hooklens.restart()
      const listed = (await api.getEndpoint('stack')).secrets
      expect(listed.map(({ hint }) => hint)).toEqual(['whsec_…LaSw'])
      expect(hooklens.output).not.toContain(secret)
    })
  })
}

test('refuses to share a data dir with a server that runs, and leaves that one alone', async ({
  hooklens,
  api,
}) => {
  const second = await runServer({
    cwd: hooklens.folder,
    args: ['--port', '0', '--data-dir', hooklens.dataDir],
  })
  expect(second.exit).toEqual({ code: 1, signal: null })
  expect(second.stdout + second.stderr).toContain(hooklens.dataDir)
  expect(second.stdout + second.stderr).toMatch(/in use|already|another/i)
  expect(second.stdout + second.stderr).not.toMatch(/^\s+at .*\.js/m)
  expect((await send(hooklens.ingestUrl)).status).toBe(200)
  expect((await api.listEvents()).events).toHaveLength(1)
})

test('starts again on a data dir whose server was killed', async ({ hooklens, api }) => {
  const { reply } = await send(hooklens.ingestUrl)
  await hooklens.kill('SIGKILL')
  await hooklens.restart()
  expect((await api.listEvents()).events.map(({ id }) => id)).toEqual([reply?.id])
})

test('says which port is taken', async ({ hooklens }) => {
  const port = new URL(hooklens.baseUrl).port
  const folder = join(hooklens.folder, 'other')
  const second = await runServer({ cwd: hooklens.folder, args: ['--port', port, '--data-dir', folder] })
  expect(second.exit).toEqual({ code: 1, signal: null })
  expect(second.stdout + second.stderr).toContain(port)
  expect(second.stdout + second.stderr).not.toMatch(/^\s+at .*\.js/m)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} ends it cleanly, and what is in hand is answered and kept`, async ({ hooklens, api }) => {
    const body = Buffer.from('{"type":"stack.test","data":{}}')
    const connection = await RawConnection.open(hooklens.baseUrl)
    connection.write(
      encodeRequest({
        headers: [
          ['Host', '127.0.0.1'],
          ['Expect', '100-continue'],
          ['Content-Length', String(body.length)],
        ],
      }),
    )
    // The server has the request in hand: it asks for the body.
    expect((await connection.response()).status).toBe(100)
    connection.write(body.subarray(0, 5))
    hooklens.signal(signal)
    await expect.poll(() => isOpen(hooklens.baseUrl), 'new connections are refused').toBe(false)

    connection.write(body.subarray(5))
    const { status, body: reply } = await connection.response()
    expect(status).toBe(200)
    expect(await hooklens.exited).toEqual({ code: 0, signal: null })
    connection.close()

    await hooklens.restart()
    expect((await api.getBody(ingestReplySchema.parse(JSON.parse(reply)).id)).toString()).toBe(String(body))
  })
}

test('a connection that asks nothing, as browsers keep one in reserve, does not hold up the end', async ({
  hooklens,
}) => {
  const idle = await RawConnection.open(hooklens.baseUrl)
  expect(await hooklens.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  idle.close()
})

async function isOpen(baseUrl: string): Promise<boolean> {
  try {
    const connection = await RawConnection.open(baseUrl)
    connection.close()
    return true
  } catch {
    return false
  }
}

test.describe('a setting that makes no sense', () => {
  const wrong: { args?: string[]; env?: Record<string, string>; says: RegExp }[] = [
    { args: ['--port', 'seven'], says: /port/i },
    { args: ['--port', '70000'], says: /port/i },
    { env: { HOOKLENS_MAX_BODY_BYTES: '-1' }, says: /HOOKLENS_MAX_BODY_BYTES|--max-body-bytes/ },
    { args: ['--public-url', 'example'], says: /HOOKLENS_PUBLIC_URL|--public-url/ },
    { args: ['--colour'], says: /--colour/ },
  ]
  for (const { args = [], env = {}, says } of wrong) {
    const setting = [...args, ...Object.entries(env).map((pair) => pair.join('='))].join(' ')
    test(`is named and ends the start with code 2: ${setting}`, async () => {
      const cwd = await mkdtemp(join(tmpdir(), 'hooklens-e2e-'))
      const server = await runServer({ cwd, args, env })
      expect(server.exit).toEqual({ code: 2, signal: null })
      expect(server.stderr).toMatch(says)
      expect(server.stderr).not.toMatch(/^\s+at .*\.js/m)
      await rm(cwd, { recursive: true })
    })
  }
})
