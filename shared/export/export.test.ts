import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Body, HeaderPair } from '../event.ts'
import { encodeBase64 } from '../request-formats/bytes.ts'
import { parseSavedRequest } from '../request-formats/index.ts'
import { bodyBytes } from './body-bytes.ts'
import { toCurl } from './curl.ts'
import type { ExportedRequest } from './event-line.ts'
import { toFetch } from './fetch.ts'
import { toHttpie } from './httpie.ts'
import { toRawHttp } from './raw-http.ts'
import { requestTarget } from './request-target.ts'

const request = (fields: Partial<ExportedRequest> = {}): ExportedRequest => ({
  method: 'POST',
  path: '/in/stack',
  query: '',
  httpVersion: '1.1',
  headers: [['content-type', 'application/json']],
  body: { encoding: 'utf8', text: '{"a":1}' },
  ...fields,
})

const body: fc.Arbitrary<Body> = fc.oneof(
  fc.uint8Array({ maxLength: 80 }).map((bytes): Body => ({ encoding: 'base64', text: encodeBase64(bytes) })),
  fc.string({ unit: 'grapheme' }).map((text): Body => ({ encoding: 'utf8', text })),
  fc.constantFrom<Body>(
    { encoding: 'utf8', text: '@/etc/passwd' },
    { encoding: 'utf8', text: "it's $HOME `id` \\n !! \u202e\ufeff\r\n\t%s" },
    { encoding: 'utf8', text: '{"a":"^"}^\n' },
    { encoding: 'utf8', text: 'a\u0000b' },
    { encoding: 'utf8', text: 'é'.repeat(40_000) },
  ),
)
/** Every byte that Node takes in a value, with no white space at its ends, which is not part of it. */
const value = fc.stringMatching(/^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/)
const name = fc
  .stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/)
  .filter((text) => !/^(?:content-.*|transfer-.*|host|expect|connection|upgrade|te|keep-alive)$/i.test(text))
const arbitraryRequest: fc.Arbitrary<ExportedRequest> = fc
  .record({
    method: fc.constantFrom('POST', 'PUT', 'GET', 'DELETE', 'M-SEARCH'),
    path: fc.oneof(
      // Every byte that Node takes in a target, but for the `?` that would end the path.
      fc.stringMatching(/^[!->@-~]{0,12}$/).map((text) => `/in/stack/${text}`),
      fc.constantFrom('/in/a/../b', '/in/{x}[1-3]', '/in/a#b', '/in/%zz'),
    ),
    query: fc.stringMatching(/^[!-~]{0,12}$/),
    httpVersion: fc.constant('1.1'),
    headers: fc.array(fc.tuple(name, value), { maxLength: 6 }),
    body,
  })
  .chain((made) =>
    fc.constantFrom('length', 'chunked').map((framing): ExportedRequest => {
      const size = bodyBytes(made.body).length
      const frame: HeaderPair =
        framing === 'chunked' && size > 0
          ? ['Transfer-Encoding', 'chunked']
          : ['Content-Length', String(size)]
      return { ...made, headers: [...made.headers, frame] }
    }),
  )

describe('a request that is exported', () => {
  const readsBack = (printed: string | Uint8Array, given: ExportedRequest) => {
    const read = parseSavedRequest(Buffer.from(printed))
    expect(read.warnings).toEqual([])
    expect(read.method).toBe(given.method)
    expect(read.url.replace('http://localhost:4400', '')).toBe(requestTarget(given))
    expect(read.headers).toEqual(given.headers)
    expect(Buffer.from(read.body)).toEqual(Buffer.from(bodyBytes(given.body)))
  }

  it('is read back the same from a cURL command', () => {
    fc.assert(
      fc.property(arbitraryRequest, (given) => readsBack(toCurl(given, 'http://localhost:4400'), given)),
    )
  })

  it('is read back the same from a raw message', () => {
    fc.assert(fc.property(arbitraryRequest, (given) => readsBack(toRawHttp(given), given)))
  })

  it('is read back the same from JSON', () => {
    fc.assert(fc.property(arbitraryRequest, (given) => readsBack(JSON.stringify(given), given)))
  })
})

describe('a cURL command', () => {
  it('is what a person would write', () => {
    expect(toCurl(request({ query: 'a=1' }), 'http://localhost:4400')).toBe(
      [
        "curl 'http://localhost:4400/in/stack?a=1'",
        "-H 'content-type: application/json'",
        "-H 'User-Agent:'",
        "-H 'Accept:'",
        `--data-raw '{"a":1}'`,
      ].join(' \\\n  '),
    )
  })

  it('hides nothing in characters that cannot be seen', () => {
    const command = toCurl(request({ body: { encoding: 'utf8', text: 'a\u202eb\tc!' } }), 'http://x')
    expect(command).toContain(String.raw`$'a\xe2\x80\xaeb\x09c\x21'`)
  })

  it.skipIf(!hasTools('bash', 'curl', 'base64'))(
    'sends the same bytes when bash runs it (skipped where bash, curl or base64 is missing)',
    async () => {
      const { origin, received } = await startRecorder()
      await fc.assert(
        fc.asyncProperty(arbitraryRequest, async (given) => {
          received.length = 0
          await run('bash', ['-c', toCurl(given, origin)])
          const got = received.pop()
          expect(got).toMatchObject({ method: given.method, target: requestTarget(given) })
          // curl has an order of its own for some.
          expect(sorted(got?.headers.filter(([key]) => key !== 'Host'))).toEqual(sorted(given.headers))
          expect(got?.body.equals(bodyBytes(given.body))).toBe(true)
        }),
        { numRuns: 60 },
      )
    },
  )
})

describe('an HTTPie command', () => {
  it('is what a person would write, and takes nothing from files', () => {
    const headers: HeaderPair[] = [
      ['svix-id', 'msg_1'],
      ['x-at', '@/etc/passwd'],
      ['x-none', ''],
      ['Content-Length', '7'],
    ]
    expect(toHttpie(request({ headers }), 'http://localhost:4400')).toBe(
      [
        "http --ignore-stdin --path-as-is 'POST' 'http://localhost:4400/in/stack'",
        "'svix-id:msg_1'",
        String.raw`'x-at:\@/etc/passwd'`,
        "'x-none;'",
        "'User-Agent:'",
        "'Accept:'",
        "'Accept-Encoding:'",
        "'Connection:'",
        "'Content-Type:'",
        `--raw='{"a":1}'`,
      ].join(' \\\n  '),
    )
  })

  it('says what HTTPie cannot send', () => {
    const given = request({
      method: 'M-SEARCH',
      query: 'a=%zz',
      headers: [
        ['x-latin1', 'caf\xe9'],
        ['x-escape', 'a\\=b'],
        ['-x', 'a'],
        ['x-kept', 'caf\xc3\xa9 \\n \\\\='],
      ],
    })
    const [first, second, third, ...command] = toHttpie(given, 'http://x').split('\n')
    expect([first, second, third]).toEqual([
      '# Without headers that HTTPie cannot send: x-latin1, x-escape, -x.',
      '# HTTPie knows no method M-SEARCH.',
      '# HTTPie encodes what is odd in this URL.',
    ])
    expect(command.join('\n')).toMatch(/^http /)
    expect(command.join('\n')).not.toContain('x-latin1')
  })

  it('says that HTTPie leaves out a semicolon that ends the path, and no other', () => {
    const isSaid = (path: string) =>
      toHttpie(request({ path }), 'http://x').includes('leaves out the semicolon')
    expect(['/in/stack/;', '/in/stack;'].map(isSaid)).toEqual([true, true])
    expect(['/in/stack;a', '/in/stack;;', '/in;/stack'].map(isSaid)).toEqual([false, false, false])
  })

  it.skipIf(!hasTools('bash', 'http', 'base64'))(
    'sends the same bytes when bash runs it (skipped where bash, HTTPie or base64 is missing)',
    { timeout: 120_000 },
    async () => {
      const { origin, received } = await startRecorder()
      const ours = /^(?:host|user-agent|accept-encoding|connection|content-length|transfer-encoding)$/i
      const compared = (headers: HeaderPair[], left: string) =>
        sorted(headers.filter(([name]) => !ours.test(name) && !left.includes(` ${name}`)))
      await fc.assert(
        fc.asyncProperty(arbitraryRequest, async (given) => {
          const command = toHttpie(given, origin)
          const notes = command.split('\n').filter((line) => line.startsWith('# '))
          fc.pre(!notes.some((note) => note.includes('no method')))
          const left = (notes.find((note) => note.includes('headers')) ?? '').replace(/[,.]( |$)/g, '$1')
          received.length = 0
          await run('bash', ['-c', command])
          const got = received.pop()
          expect(got?.method).toBe(given.method)
          if (!notes.some((note) => note.includes('URL'))) expect(got?.target).toBe(requestTarget(given))
          expect(compared(got?.headers ?? [], left)).toEqual(compared(given.headers, left))
          expect(got?.body.equals(bodyBytes(given.body))).toBe(true)
        }),
        { numRuns: 15 },
      )
    },
  )

  it('pipes a body in that no word can hold', () => {
    expect(toHttpie(request({ body: { encoding: 'base64', text: '/wE=' } }), 'http://x')).toContain(
      "printf '%s' '/wE=' | base64 --decode |",
    )
    const command = toHttpie(request({ body: { encoding: 'base64', text: 'AAE=' } }), 'http://x')
    expect(command).toMatch(/^printf '%s' 'AAE=' \| base64 --decode \|\n {2}http --path-as-is 'POST'/)
  })
})

describe('a fetch module', () => {
  it('sends the same body and headers when Node runs it', async () => {
    const { origin, received } = await startRecorder()
    const headers: HeaderPair[] = [
      ['Host', 'elsewhere'],
      ['svix-id', 'msg_1'],
      ['x-note', 'caf\xe9 "\\'],
    ]
    const bodies: Body[] = [
      { encoding: 'utf8', text: '"\\\u2028\u202e`$`\r\n\ufeff\u{1f600}' },
      { encoding: 'base64', text: '/wA=' },
    ]
    for (const given of bodies.map((one) => request({ headers, body: one, query: 'a=1' }))) {
      await run(process.execPath, ['--input-type=module', '--eval', toFetch(given, origin)])
      const got = received.pop()
      expect(got).toMatchObject({ method: 'POST', target: '/in/stack?a=1' })
      expect(got?.headers).toEqual(
        expect.arrayContaining([
          ['svix-id', 'msg_1'],
          ['x-note', 'caf\xe9 "\\'],
        ]),
      )
      expect(got?.headers.some(([key]) => key.toLowerCase() === 'content-type')).toBe(false)
      expect(got?.body.equals(bodyBytes(given.body))).toBe(true)
    }
  })

  it('goes to the server that it is made for, as the commands do, whatever host the request names', () => {
    const given = request({ path: 'http://elsewhere.test/in/stack', query: 'a=1' })
    for (const write of [toFetch, toHttpie]) {
      expect(write(given, 'http://localhost:4400')).toContain(
        "'http://localhost:4400/in/stack?a=1'".slice(1, -1),
      )
    }
    expect(toCurl(given, 'http://localhost:4400')).toContain("curl 'http://localhost:4400/'")
    expect(toFetch(request({ path: '*' }), 'http://x')).toContain('"http://x/*"')
  })

  it('says what fetch does not send', () => {
    const module = toFetch(
      request({
        method: 'GET',
        headers: [
          ['Host', 'a'],
          ['Upgrade', 'x'],
        ],
      }),
      'http://x',
    )
    expect(module).toContain('// Left to fetch, which sets them itself: host, upgrade.\n// Without its body')
  })
})

interface Received {
  method: string
  target: string
  headers: HeaderPair[]
  body: Buffer
}

async function startRecorder(): Promise<{ origin: string; received: Received[] }> {
  const received: Received[] = []
  const server = createServer(async (incoming, reply) => {
    const { method = '', url: target = '', rawHeaders } = incoming
    const headers = rawHeaders.flatMap((key, i): HeaderPair[] =>
      i % 2 === 0 ? [[key, rawHeaders[i + 1] ?? '']] : [],
    )
    received.push({ method, target, headers, body: Buffer.concat(await incoming.toArray()) })
    reply.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

function sorted(headers: HeaderPair[] = []): string[] {
  return headers.map((pair) => pair.join(': ')).sort()
}

function hasTools(...names: string[]): boolean {
  try {
    for (const tool of names) execFileSync(tool, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function run(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout),
    )
  })
}
