import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonDocument, parseJson } from '../../../shared/json/parse.ts'
import { copyText, keyOf, millisDate, pathOf, rawValue } from '../../../shared/json/read.ts'
import { firstFolding, isOpen, reveal, visibleNodes } from './flatten.ts'
import { prettyJson } from './pretty.ts'
import { searchJson } from './search.ts'

function read(text: string): JsonDocument {
  const { document, problem } = parseJson(text)
  if (document === null) throw new Error(`not JSON: expected ${problem.expected} at ${problem.at}`)
  return document
}

const paths = (json: JsonDocument) => Array.from({ length: json.count }, (_, node) => pathOf(json, node))

describe('parseJson', () => {
  it('accepts and refuses the same texts as JSON.parse, and gives back each value as it stands', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat({ max: 3 }), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent)
        const json = read(written)
        expect(rawValue(json, 0)).toBe(written)
        expect(json.next[0]).toBe(json.count)
      }),
    )
  })

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '0', 'x', '\n'),
        (text, at, char) => {
          const place = at % (text.length + 1)
          const damaged = text.slice(0, place) + char + text.slice(place + 1)
          expect(parseJson(damaged).document !== null).toBe(isJson(damaged))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('keeps all digits of a number', () => {
    const json = read('{"id":12345678901234567890,"rate":1.000,"e":1E+2}')
    expect([1, 2, 3].map((node) => rawValue(json, node))).toEqual(['12345678901234567890', '1.000', '1E+2'])
  })

  it('shows repeated keys and __proto__ as keys like any other', () => {
    const json = read('{"a":1,"a":2,"__proto__":{"b":3}}')
    expect([1, 2, 3, 4].map((node) => keyOf(json, node))).toEqual(['a', 'a', '__proto__', 'b'])
  })

  it('reads ten thousand levels', () => {
    const json = read(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
    expect(json.count).toBe(10_000)
    expect(json.depth[9_999]).toBe(9_999)
  })

  it('says where and what was expected', () => {
    expect(parseJson('{"a": 1,\n "b" 2}').problem).toEqual({ at: 14, line: 2, column: 6, expected: '":"' })
    expect(parseJson('[1, 2').problem).toMatchObject({ line: 1, column: 6, expected: '"," or "]"' })
    expect(parseJson('').problem).toMatchObject({ line: 1, column: 1, expected: 'a value' })
  })

  it('takes a byte order mark for none of the payload', () => {
    expect(read('\ufeff{"a":1}').count).toBe(2)
  })
})

describe('reading a node', () => {
  const json = read(
    '{"data":{"teams":[{"id":"x\\ty"}],"display name":null},"created_at_millis":1795455870166}',
  )

  it('names its path', () => {
    expect(paths(json)).toEqual([
      '$',
      'data',
      'data.teams',
      'data.teams[0]',
      'data.teams[0].id',
      'data["display name"]',
      'created_at_millis',
    ])
  })

  it('copies the text of a string and the source of everything else', () => {
    expect(copyText(json, 4)).toBe('x\ty')
    expect(copyText(json, 3)).toBe('{"id":"x\\ty"}')
  })

  it('knows milliseconds by their key', () => {
    expect(millisDate(json, 6)).toBe(1795455870166)
    expect(millisDate(read('{"count":1795455870166}'), 1)).toBeNull()
  })
})

describe('folding', () => {
  const json = read('{"a":{"b":{"c":1}},"d":[2,3]}')

  it('shows no node within a folded one', () => {
    expect(
      [...visibleNodes(json, { level: 1, toggled: new Set() })].map((node) => pathOf(json, node)),
    ).toEqual(['$', 'a', 'd'])
  })

  it('opens one node by itself', () => {
    const shown = visibleNodes(json, { level: 1, toggled: new Set([1]) })
    expect([...shown].map((node) => pathOf(json, node))).toEqual(['$', 'a', 'a.b', 'd'])
  })

  it('shows a small payload whole and a large one as far as there is room', () => {
    expect(visibleNodes(json, firstFolding(json))).toHaveLength(json.count)
    expect(firstFolding(read(JSON.stringify({ list: Array.from({ length: 900 }, () => [1]) }))).level).toBe(1)
  })

  it('opens whatever holds a node', () => {
    const folding = reveal(json, { level: 0, toggled: new Set() }, 3)
    expect(visibleNodes(json, folding)).toContain(3)
    expect(isOpen(json, folding, 4)).toBe(false)
  })
})

describe('searchJson', () => {
  it('finds keys and values without regard to case, and no punctuation', () => {
    const json = read('{"Email":"ada@example.com","to":{"email":1}}')
    expect(searchJson(json, 'email').map((node) => pathOf(json, node))).toEqual(['Email', 'to.email'])
    expect(searchJson(json, 'EXAMPLE').map((node) => pathOf(json, node))).toEqual(['Email'])
    expect(searchJson(json, '":')).toEqual([])
  })

  it('finds letters that the sender has escaped', () => {
    const json = read('["Zo\\u00eb"]')
    expect(searchJson(json, 'zoë')).toEqual([1])
  })

  it('takes what was typed literally', () => {
    expect(searchJson(read('["a.c","abc"]'), 'a.c')).toEqual([1])
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('JSON printed with a line for each member', () => {
  const printed = (text: string) => {
    const { document } = parseJson(text)
    return document === null ? null : prettyJson(document)
  }

  it('reads as JSON.stringify prints it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(printed(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
      }),
    )
  })

  it('keeps numbers, repeated keys and escapes as they came', () => {
    expect(printed('{"a":1.0e2,"a":"\\u00e9","b":[{}, []]}')).toBe(
      '{\n  "a": 1.0e2,\n  "a": "\\u00e9",\n  "b": [\n    {},\n    []\n  ]\n}',
    )
  })

  it('does not drown in spaces however deep it goes', () => {
    expect(printed(`${'['.repeat(2000)}${']'.repeat(2000)}`)?.length).toBeLessThan(600_000)
  })
})
