import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HeaderPair } from '../event.ts'
import { parseHar } from './har.ts'
import { parseSavedRequest, RequestFormatError } from './index.ts'
import { splitCommand } from './shell-words.ts'

const read = (text: string) => parseSavedRequest(Buffer.from(text))
const bodyOf = (text: string) => Buffer.from(read(text).body).toString()

describe('a cURL command', () => {
  it('is read as bash reads it: quotes, escapes and continued lines', () => {
    const request = read(`curl 'https://example.com/in/stack' \\
  -X PUT -H 'svix-id: msg_1' --header "x-note: \\"a\\" b" \\
  --data-raw $'{"name":"it\\'s \\u00e9\\n"}' --compressed -sS`)
    expect(request).toMatchObject({
      format: 'curl',
      method: 'PUT',
      url: 'https://example.com/in/stack',
      warnings: [],
    })
    expect(request.headers).toEqual([
      ['svix-id', 'msg_1'],
      ['x-note', '"a" b'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ])
    expect(Buffer.from(request.body).toString()).toBe('{"name":"it\'s é\n"}')
  })

  it('keeps the line ends of data that stands in the command', () => {
    expect(bodyOf("curl x -d '{\r\n}\n'")).toBe('{\r\n}\n')
    expect(bodyOf("curl x --data-binary '{\n}\n'")).toBe('{\n}\n')
  })

  it('joins several data by &, encodes where asked, and says POST', () => {
    const request = read("curl x -d a=1 -db=2 --data-urlencode 'c=ä (1)'")
    expect(request.method).toBe('POST')
    expect(Buffer.from(request.body).toString()).toBe('a=1&b=2&c=%C3%A4%20%281%29')
  })

  it('holds bytes that are no text', () => {
    expect([...read(`curl x --data-binary $'\\xff\\x00\\377'`).body]).toEqual([0xff, 0, 0xff])
  })

  it('takes the value from the same word, and leaves options of no matter out', () => {
    const request = read("curl -sSXDELETE -o /dev/null -u a:b --max-time 3 --url http://x/ -A 'me' | jq .")
    expect(request).toMatchObject({ method: 'DELETE', url: 'http://x/', headers: [['user-agent', 'me']] })
    expect(request.warnings[0]).toContain('“|”')
  })

  it('drops a header without value and keeps one that is said to be empty', () => {
    expect(read("curl x -H 'a:' -H 'b;'").headers).toEqual([['b', '']])
  })

  it('takes a caret in quotes for what it is', () => {
    expect(bodyOf(`curl x -d '{"a":"^"}^\n'`)).toBe('{"a":"^"}^\n')
    expect(bodyOf('curl x -d "{\\"a\\":\\"^\\"}"')).toBe('{"a":"^"}')
  })

  it('adds no content type where the command takes it away', () => {
    expect(read("curl x -H 'Content-Type:' -d a").headers).toEqual([])
  })

  it('holds header values as the bytes that a server gets', () => {
    expect(read("curl x -H 'a: é' -H $'b: \\xe9'").headers).toEqual([
      ['a', '\xc3\xa9'],
      ['b', '\xe9'],
    ])
  })

  it('asks for the request target that it names, on the host of the URL', () => {
    const url = (target: string) => read(`curl http://x:1/y --request-target '${target}'`).url
    expect(url('/a/../b#c')).toBe('http://x:1/a/../b#c')
    expect(url('http://z/a')).toBe('http://z/a')
  })

  it('takes its body from a pipe of base64, and from no other', () => {
    const piped = (start: string) => bodyOf(`${start} |\n  curl x --data-binary @-`)
    expect(piped("printf '%s' 'AGE=' | base64 --decode")).toBe('\0a')
    expect(() => piped("printf '%s' 'a' | tr a b")).toThrow(/Only printf/)
    expect(() => read('curl x --data-binary @-')).toThrow(/from the file -/)
  })

  it('says which variable is not filled in', () => {
    expect(read('curl x -H "svix-id: $ID"').warnings).toEqual([
      '$ID is not filled in: the command is read, not run.',
    ])
    expect(read('curl x -d "$A $B $A" -H "c: $C"').warnings).toEqual([
      '$A, $B, $C are not filled in: the command is read, not run.',
    ])
    const thousand = Array.from({ length: 1000 }, (_, index) => `$V${index}`).join(' ')
    expect(read(`curl x -d "${thousand}"`).warnings[0]).toMatch(/^\$V0, .* and 995 more are not filled in/)
  })

  it.each([
    ['curl x -d @event.json', 'event.json'],
    ['curl x -F a=b', '--form'],
    ["curl x -d 'abc", 'never closed'],
    ['curl -X POST', 'names no URL'],
    ['curl x -H', 'has no value'],
    ['curl x -H nonsense', 'expected “name: value”'],
    [`curl x ${'-s '.repeat(20_001)}`, '20,000 words'],
    ['curl ^"http://x/^" ^\n -X POST', 'cmd.exe'],
    ['curl "http://x/" ^\r\n -X POST', 'cmd.exe'],
  ])('refuses %s and says why', (command, reason) => {
    expect(() => read(command)).toThrow(RequestFormatError)
    expect(() => read(command)).toThrow(reason)
  })

  it('has the words that bash makes of it', () => {
    const command = `curl a"b"'c'\\ d $'x\\ty\\x41\\101\\'' "e\\$f\\\\ \\n" 'g\\'`
    const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${command}`]).toString()
    const words = splitCommand(command).words.map((word) => Buffer.from(word).toString())
    expect(words).toEqual(printed.split('\0').slice(0, -1))
  })
})

describe('a HAR file', () => {
  const entry = (url: string, extra: object = {}, headers: object[] = []) => ({
    startedDateTime: '2026-11-23T10:00:00.000Z',
    request: { method: 'POST', url, headers, postData: { text: '{}' }, ...extra },
  })
  const signature = { name: 'Svix-Signature', value: 'v1,x' }

  it('gives its first signed request, with its time', () => {
    const log = {
      entries: [entry('http://a/'), entry('http://b/', {}, [{ name: ':path', value: '/' }, signature])],
    }
    const request = read(JSON.stringify({ log }))
    expect(request).toMatchObject({
      format: 'har',
      url: 'http://b/',
      receivedAt: Date.parse('2026-11-23T10:00:00Z'),
    })
    expect(request.headers).toEqual([['Svix-Signature', 'v1,x']])
    expect(parseHar({ log }, 0).url).toBe('http://a/')
    expect(() => parseHar({ log }, 2)).toThrow('2 entries')
  })

  it('warns of a body that is not as long as it says, and refuses what is no base64', () => {
    expect(read(JSON.stringify({ log: { entries: [entry('x', { bodySize: 3 })] } })).warnings).toHaveLength(1)
    const bad = entry('x', { postData: { text: '*', encoding: 'base64' } })
    expect(() => read(JSON.stringify({ log: { entries: [bad] } }))).toThrow('base64')
    expect(() => read('{"log":{"entries":[]}}')).toThrow('log.entries')
  })
})

describe('a raw HTTP message', () => {
  it('may end its lines with CRLF or LF', () => {
    const lines = ['POST /in/a?b=1 HTTP/1.1', 'Svix-Id: msg_1', 'x:  y ', '', '{"a":1}']
    for (const end of ['\r\n', '\n']) {
      const request = read(lines.join(end))
      expect(request).toMatchObject({ format: 'http', method: 'POST', url: '/in/a?b=1', warnings: [] })
      expect(request.headers).toEqual([
        ['Svix-Id', 'msg_1'],
        ['x', 'y'],
      ])
      expect(Buffer.from(request.body).toString()).toBe('{"a":1}')
    }
  })

  it('ends its body where content-length says, and warns if some is missing', () => {
    const message = 'POST / HTTP/1.1\ncontent-length: 2\n\n'
    const longer = read(`${message}{}\n`)
    expect(longer.body).toHaveLength(2)
    expect(longer.warnings[0]).toContain('left out')
    expect(read(`${message}{`).warnings[0]).toContain('missing')
  })

  it('has its chunks put together', () => {
    const head = 'POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n'
    expect(bodyOf(`${head}3\r\n{"a\r\n4;x=y\r\n":1}\r\n0\r\n\r\n`)).toBe('{"a":1}')
    expect(read(`${head}{}`).warnings[0]).toContain('chunked')
  })

  it('names the line that cannot be read', () => {
    expect(() => read('POST / HTTP/1.1\na: b\nnonsense\n\n')).toThrow('Line 3')
    expect(() => read(`POST / HTTP/1.1\n${'a: b\n'.repeat(10_001)}\n`)).toThrow('10,001 headers')
  })
})

describe('an event of Hooklens', () => {
  const event = {
    id: 'evt_1',
    method: 'POST',
    path: '/in/stack',
    query: 'a=1',
    receivedAt: 5,
    headers: [['svix-id', 'msg_1']],
    body: { encoding: 'base64', text: '/w==' },
  }

  it('is read from JSON, and from the first line of NDJSON', () => {
    const expected = {
      format: 'json',
      method: 'POST',
      url: '/in/stack?a=1',
      receivedAt: 5,
      body: Uint8Array.of(0xff),
    }
    expect(read(JSON.stringify(event, null, 2))).toMatchObject({ ...expected, warnings: [] })
    const lines = `${JSON.stringify(event)}\n${JSON.stringify(event)}\n`
    expect(read(lines)).toMatchObject({ ...expected, warnings: ['Only the first event is read, 1 follow.'] })
  })

  it('names the place where other JSON differs', () => {
    expect(() => read(JSON.stringify({ ...event, headers: [['a']] }))).toThrow('headers.0')
    expect(() => read('{"a":')).toThrow('begins like JSON')
  })
})

it.each([
  ['cURL command', (count: number) => `curl x ${"-H 'a: b' ".repeat(count)}`],
  [
    'event',
    (count: number) =>
      JSON.stringify({
        method: 'GET',
        path: '/',
        headers: Array(count).fill(['a', 'b']),
        body: { encoding: 'utf8', text: '' },
      }),
  ],
])('a %s of more headers than any server takes is refused', (_, written) => {
  expect(read(written(9_900)).headers).toHaveLength(9_900)
  expect(() => read(written(10_001))).toThrow(/10,001 headers|20,000 words/)
})

it('a raw message keeps what is no white space in HTTP: a no-break space, a hyphen in the method', () => {
  const { method, headers } = parseSavedRequest(
    Buffer.from('M-SEARCH * HTTP/1.1\r\na: \xa0b\xa0 \r\n\r\n', 'latin1'),
  )
  expect({ method, headers }).toEqual({ method: 'M-SEARCH', headers: [['a', '\xa0b\xa0']] })
})

describe('anything else', () => {
  it.each(['', '  \n', 'hello', '[1]'])('%j is refused', (text) => {
    expect(() => read(text)).toThrow(RequestFormatError)
  })
})

describe('a request that is printed', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  const value = fc.stringMatching(/^[!-~](?:[ -~]{0,20}[!-~])?$/)
  const name = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
    .filter((text) => !/^(?:content-|transfer-)/.test(text))
  const headers = fc.array(fc.tuple(name, value), { maxLength: 5 })

  it('is read with the same bytes from a cURL command', () => {
    const printed = (pairs: HeaderPair[], body: Uint8Array) =>
      [
        "curl 'http://x/'",
        ...pairs.map(([key, text]) => `-H ${single(`${key}: ${text}`)}`),
        "-H 'content-type: application/json'",
        `--data-raw $'${[...body].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`,
      ].join(' \\\n  ')
    fc.assert(fc.property(headers, bytes, (pairs, body) => same(printed(pairs, body), pairs, body)))
  })

  it('is read with the same text from a cURL command in single quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(bodyOf(`curl x --data-raw ${single(text)}`)).toBe(text)
      }),
    )
  })

  it('is read with the same bytes from a raw message', () => {
    fc.assert(
      fc.property(headers, bytes, fc.constantFrom('\n', '\r\n'), (pairs, body, end) => {
        const head = ['POST / HTTP/1.1', ...pairs.map(([key, text]) => `${key}: ${text}`), '', ''].join(end)
        same(Buffer.concat([Buffer.from(head), body]), pairs, body)
      }),
    )
  })

  it('is read with the same bytes from a HAR file', () => {
    fc.assert(
      fc.property(headers, bytes, (pairs, body) => {
        const request = {
          method: 'POST',
          url: 'http://x/',
          headers: pairs.map(([key, text]) => ({ name: key, value: text })),
          postData: { text: Buffer.from(body).toString('base64'), encoding: 'base64' },
        }
        same(JSON.stringify({ log: { entries: [{ request }] } }), pairs, body)
      }),
    )
  })

  it('never fails in a way that was not foreseen', () => {
    const start = fc.constantFrom('curl ', 'POST / HTTP/1.1\n', '{"log":', '')
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (first, text) => {
        try {
          read(first + text)
        } catch (error) {
          expect(error).toBeInstanceOf(RequestFormatError)
        }
      }),
    )
  })
})

function single(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function same(printed: string | Buffer, pairs: HeaderPair[], body: Uint8Array): void {
  const request = parseSavedRequest(Buffer.from(printed))
  expect(request.headers.filter(([key]) => key !== 'content-type')).toEqual(pairs)
  expect(Buffer.from(request.body)).toEqual(Buffer.from(body))
}
