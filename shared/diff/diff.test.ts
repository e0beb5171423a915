import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonDocument, parseJson } from '../json/parse.ts'
import { compareJson } from './compare-json.ts'
import { canonicalNumber, losesDigits } from './decimal.ts'
import { jsonPatch } from './json-patch.ts'
import { longestAscending } from './longest-ascending.ts'

function read(text: string): JsonDocument {
  const { document } = parseJson(text)
  if (document === null) throw new Error(`not JSON: ${text}`)
  return document
}
const compare = (left: string, right: string) => compareJson(read(left), read(right))
const json = (value: unknown) => JSON.stringify(value)

/** A change in a few words. */
function told(left: string, right: string): string[] {
  return compare(left, right).changes.map((change) => {
    switch (change.kind) {
      case 'added':
      case 'removed':
        return `${change.kind} ${change.name}: ${change.value.text}`
      case 'changed':
        return `changed ${change.name}: ${change.before.text} → ${change.after.text}`
      default:
        return `moved ${change.name}: ${change.from} → ${change.to}`
    }
  })
}
const notes = (left: string, right: string) =>
  compare(left, right).notes.map(({ kind, side, name }) => `${kind} ${side} ${name}`)

describe('comparing by meaning', () => {
  it('finds what was added, removed and changed, in the order of the text', () => {
    expect(
      told(
        '{"type":"user.updated","data":{"a":1,"b":{"c":[1,2]},"d":null}}',
        '{"type":"user.updated","data":{"b":{"c":[1,3]},"d":"x","e":{}}}',
      ),
    ).toEqual([
      'removed data.a: 1',
      'changed data.b.c[1]: 2 → 3',
      'changed data.d: null → "x"',
      'added data.e: {}',
    ])
  })

  it('matches elements of arrays by their ids, and tells which moved', () => {
    const [ada, grace, zoe] = ['ada', 'grace', 'zoe'].map((id) => ({ id, name: id }))
    expect(told(json([ada, grace, zoe]), json([zoe, ada, { id: 'grace', name: 'Grace' }]))).toEqual([
      'changed [id="grace"].name: "grace" → "Grace"',
      'moved [id="zoe"]: 2 → 0',
    ])
    expect(told(json([ada, grace]), json([grace]))).toEqual(['removed [id="ada"]: {"id":"ada","name":"ada"}'])
  })

  it('tells elements whose id repeats apart by their other ids', () => {
    const google = (account: string, email: string) => ({ id: 'google', account_id: account, email })
    expect(
      told(json([google('1', 'a'), google('2', 'b')]), json([google('2', 'b'), google('1', 'c')])),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^changed .*\.email: "a" → "c"$/),
        expect.stringMatching(/^moved /),
      ]),
    )
  })

  it('matches elements without ids by their values, and what is left by its place', () => {
    expect(told('["a","b","c"]', '["c","a","b"]')).toEqual(['moved [0]: 2 → 0'])
    expect(told('[1,2,3,4]', '[1,5,3,4]')).toEqual(['changed [1]: 2 → 5'])
    expect(told('[1,2,3]', '[0,1,2,3]')).toEqual(['added [0]: 0'])
    expect(told('[{"a":1},2]', '[2,[1]]')).toEqual(['removed [0]: {"a":1}', 'added [1]: [1]'])
  })

  it('takes the change of an object into an array for another value', () => {
    expect(told('{"a":{}}', '{"a":[]}')).toEqual(['changed a: {} → []'])
    expect(told('1', '{"a":1}')).toEqual(['changed $: 1 → {"a":1}'])
  })

  it('calls nothing noise that only has the name of it', () => {
    const user = (seen: number) => json({ data: { server_metadata: { times_seen: seen } } })
    expect(compare(user(1), user(2)).changes.map(({ noise }) => noise)).toEqual([false])
  })

  it('calls what changes with every activity noise', () => {
    const [first, second] = compare(
      '{"last_active_at_millis":1,"a":1}',
      '{"last_active_at_millis":2,"a":2}',
    ).changes
    expect([first?.noise, second?.noise]).toEqual([true, false])
  })

  it('finds nothing between a text and itself, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 4 }), (value, indent) => {
        const { total, notes } = compare(json(value), JSON.stringify(value, null, indent))
        expect(total).toBe(0)
        expect(notes.filter(({ kind }) => kind !== 'whiteSpace' && kind !== 'bigNumber')).toEqual([])
      }),
    )
  })

  it('loses no change: only what JSON.parse reads alike is the same', () => {
    fc.assert(
      fc.property(similar, ([left, right]) => {
        expect(compare(json(left), json(right)).total === 0).toBe(isEqual(left, right))
      }),
      { numRuns: 500 },
    )
  })

  it('gives the first of many changes and counts all', () => {
    const many = (of: number) =>
      json(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, of])))
    const { changes, total } = compareJson(read(many(1)), read(many(2)), 50)
    expect([changes.length, total]).toEqual([50, 300])
  })

  it('gives tens of thousands of changes, and stops where they would take too much room', () => {
    const list = (length: number, of: string) => json(Array.from({ length }, (_, i) => `${of}${i}`))
    const most = compare(list(60_000, 'a'), list(60_000, 'b'))
    expect([most.changes.length, most.total]).toEqual([60_000, 60_000])
    const long = compare(list(9000, 'a'.repeat(2000)), list(9000, 'b'.repeat(2000)))
    expect(long.total).toBe(9000)
    expect(long.changes.length).toBeGreaterThan(1000)
    expect(long.changes.length).toBeLessThan(9000)
  })

  it('gives the beginning of a long value with its length', () => {
    const [change] = compare('{}', json({ a: 'x'.repeat(5000) })).changes
    expect(change?.kind === 'added' && [change.value.text.length, change.value.length]).toEqual([2000, 5002])
  })
})

describe('what JSON.parse would lose', () => {
  it('is no change, but noted', () => {
    const left = '{"a":1.0,"b":"é","c":{"x":1,"y":2}}'
    const right = '{"a":1,"b":"\\u00e9","c":{"y":2,"x":1}}'
    expect(told(left, right)).toEqual([])
    expect(notes(left, right)).toEqual(['spelling both a', 'spelling both b', 'keyOrder both c'])
  })

  it('sees a key that is there in another spelling, and whether its value is the same', () => {
    const left = json({ data: { displayName: 'Ada', 'primary-email': 'a@x.io', Plan: 1, _: 0, gone: 1 } })
    const right = json({ data: { display_name: 'Ada', primaryEmail: 'b@x.io', plan: 1, '-': 0, fresh: 1 } })
    expect(compare(left, right).notes.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      'data.display_name: "displayName" on the left is spelled "display_name" on the right, with the same value.',
      'data.primaryEmail: "primary-email" on the left is spelled "primaryEmail" on the right, with another value.',
      'data.plan: "Plan" on the left is spelled "plan" on the right, with the same value.',
    ])
    // A key that both have is not the other spelling of one that is gone.
    expect(notes('{"a_b":1,"aB":1}', '{"a_b":1}')).toEqual([])
    expect(notes('[{"a_b":1}]', '[{"aB":1}]')).toEqual(['keySpelling both [0].aB'])
  })

  it('sees digits that a double cannot hold', () => {
    expect(told('{"id":12345678901234567890}', '{"id":12345678901234567891}')).toHaveLength(1)
    expect(notes('{"id":12345678901234567890}', '{"id":1}')).toEqual(['bigNumber left id'])
    expect(notes('[1e400]', '[1e400,0.1]')).toEqual(['bigNumber both [0]'])
  })

  it('sees every value of a repeated key', () => {
    expect(told('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual(['changed a: 2 → 3'])
    expect(told('{"a":1,"a":2}', '{"a":2}')).toEqual(['removed a: 2', 'changed a: 1 → 2'].sort())
    expect(notes('{"a":1,"a":2}', '{"a":2}')).toEqual(['duplicateKey left a'])
    expect(told('{"a":1,"a":2}', '{"a":2,"a":1}')).not.toEqual([])
  })

  it('takes __proto__ for a key like any other', () => {
    expect(told('{"__proto__":1}', '{"__proto__":2,"constructor":1}')).toEqual([
      'changed __proto__: 1 → 2',
      'added constructor: 1',
    ])
  })

  it('tells white space only where it is all, or on one side only', () => {
    expect(notes('{"a":1}', '{ "a": 1 }')).toEqual(['whiteSpace both null'])
    expect(notes('\ufeff{"a":1}', '{"a":1}')).toEqual(['whiteSpace both null'])
    expect(notes('{"a":1}', '{"a":2}')).toEqual([])
  })

  it('counts notes beyond a few', () => {
    const many = (of: string) => `[${Array.from({ length: 50 }, () => of).join()}]`
    expect(compare(many('1.0'), many('1')).notes.at(-1)?.message).toBe('And 30 more like these.')
  })
})

describe('numbers', () => {
  it('are the same by value, exactly', () => {
    const one = ['1', '1.0', '1e0', '10e-1', '0.1e1', '1.000E+0']
    expect(new Set(one.map(canonicalNumber)).size).toBe(1)
    expect(new Set(['0', '-0', '0.0', '0e5'].map(canonicalNumber)).size).toBe(1)
    expect(canonicalNumber('1e99999999999999999999')).not.toBe(canonicalNumber('1e99999999999999999998'))
  })

  it('lose digits exactly where JSON.parse makes another of them', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => !losesDigits(json(n))))
    expect(['9007199254740993', '0.1000000000000000055511151231257827', '1e309'].map(losesDigits)).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('a JSON Patch', () => {
  it('makes the right value of the left one', () => {
    fc.assert(
      fc.property(similar, ([left, right]) => {
        const { patch } = jsonPatch(read(json(left)), read(json(right)))
        expect(apply(left, JSON.parse(patch ?? '') as Operation[])).toEqual(JSON.parse(json(right)))
      }),
      { numRuns: 1000 },
    )
  })

  it('of elements with ids in another order only moves them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 20 }), fc.infiniteStream(fc.nat()), (ids, picks) => {
        const left = ids.map((id) => ({ id, name: `n${id}` }))
        const rest = [...left]
        const right = ids.map(() => rest.splice(Number(picks.next().value) % rest.length, 1)[0])
        const operations = JSON.parse(
          jsonPatch(read(json(left)), read(json(right))).patch ?? '',
        ) as Operation[]
        expect(operations.every(({ op }) => op === 'move')).toBe(true)
        expect(apply(left, operations)).toEqual(right)
      }),
    )
  })

  it('keeps the digits of numbers, and escapes keys as JSON Pointers do', () => {
    expect(jsonPatch(read('{"a/b~":1}'), read('{"a/b~":12345678901234567890}')).patch).toBe(
      '[\n  {"op":"replace","path":"/a~1b~0","value":12345678901234567890}\n]',
    )
    expect(jsonPatch(read('1'), read('2')).patch).toBe('[\n  {"op":"replace","path":"","value":2}\n]')
    expect(jsonPatch(read('{"a":1.0}'), read('{"a":1}')).patch).toBe('[]')
  })

  it('says that it cannot tell repeated keys apart', () => {
    expect(jsonPatch(read('{"x":{"a":1,"a":2}}'), read('{"x":{"a":3}}')).problem).toContain(
      'x has a key twice',
    )
  })

  it('replaces an array whose steps would take too long', () => {
    const long = (from: number) => json(Array.from({ length: 6000 }, (_, i) => [from + i, 'x']))
    const operations = JSON.parse(jsonPatch(read(long(0)), read(json({ a: 1 }))).patch ?? '') as Operation[]
    expect(operations).toHaveLength(1)
    const reversed = json((JSON.parse(long(0)) as unknown[]).reverse())
    expect(JSON.parse(jsonPatch(read(long(0)), read(reversed)).patch ?? '')).toEqual([
      { op: 'replace', path: '', value: JSON.parse(reversed) as unknown },
    ])
  })
})

describe('hostile texts', () => {
  it('of ten thousand levels are compared to the last', () => {
    const deep = (end: string) => `${'{"a":['.repeat(10_000)}${end}${']}'.repeat(10_000)}`
    const { changes, total } = compare(deep('1'), deep('2'))
    expect([total, changes[0]?.path.length]).toEqual([1, 20_000])
    expect(jsonPatch(read(deep('1')), read(deep('2'))).patch).toContain('"value":2')
  })

  it('of a hundred thousand elements that all differ, repeat or stand backwards are compared', () => {
    const list = (of: (i: number) => unknown) => json(Array.from({ length: 100_000 }, (_, i) => of(i)))
    expect(
      compare(
        list((i) => i),
        list((i) => -i - 1),
      ).total,
    ).toBe(100_000)
    expect(
      compare(
        list(() => 1),
        list(() => 2),
      ).total,
    ).toBe(100_000)
    expect(
      compare(
        list((i) => i),
        list((i) => 99_999 - i),
      ).total,
    ).toBe(99_999)
    expect(
      compare(
        list(() => ({ id: 1 })),
        list(() => ({ id: 1, a: 1 })),
      ).total,
    ).toBe(100_000)
  })

  it('of a hundred thousand keys that only case tells apart are compared', () => {
    const spelled = (i: number) =>
      Array.from('abcdefghijklmnopq', (c, bit) => (i & (1 << bit) ? c.toUpperCase() : c)).join('')
    const keys = (from: number) =>
      json(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [spelled(from + i), i])))
    const { total, notes } = compare(keys(0), keys(50_000))
    expect([total, notes.at(-1)?.message]).toEqual([100_000, 'And 49980 more like these.'])
  })
})

describe('the longest ascending run', () => {
  it('leaves out no more than it must', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 50 }), { maxLength: 9 }), (numbers) => {
        const run = [...longestAscending(numbers)]
        expect(numbers.filter((number) => run.includes(number))).toEqual([...run].sort((a, b) => a - b))
        expect(run.length).toBe(longestByTrying(numbers))
      }),
    )
  })
})

/** Two values, of which the second was made of the first by a few changes; without what JSON has no text for. */
const similar = fc
  .tuple(
    fc.jsonValue({ maxDepth: 4 }),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 5 }), fc.jsonValue()), { maxLength: 5 }),
  )
  .map(([value, edits]) => {
    let right: unknown = structuredClone(value)
    for (const [at, how, other] of edits) right = edit(right, at, how, other)
    return [JSON.parse(json(value)), JSON.parse(json(right))] as [unknown, unknown]
  })

function edit(value: unknown, at: number, how: number, other: unknown): unknown {
  if (Array.isArray(value)) {
    const place = at % (value.length + 1)
    if (how === 0) return value.toSpliced(place, 1)
    if (how === 1) return value.toSpliced(place, 0, other)
    if (how === 2) return value.toReversed()
    if (how === 3) return value.toSpliced(place, 0, { id: at % 3, other })
    return value.map((one, i) => (i === place ? edit(one, at >> 2, how, other) : one))
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    const place = at % (entries.length + 1)
    if (how === 0) return Object.fromEntries(entries.toSpliced(place, 1))
    if (how === 1) return Object.fromEntries([...entries, [`k${at % 3}`, other]])
    return Object.fromEntries(
      entries.map(([key, one], i) => [key, i === place ? edit(one, at >> 2, how, other) : one]),
    )
  }
  return how === 0 ? value : other
}

/** As `JSON.parse` reads them; -0 is 0. */
/** As `JSON.parse` reads them: the order of keys does not count, and -0 is written as 0. */
function isEqual(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(json(left)), JSON.parse(json(right)))
}

interface Operation {
  op: 'add' | 'remove' | 'replace' | 'move'
  path: string
  from?: string
  value?: unknown
}

/** Applies a patch as RFC 6902 has it. */
function apply(value: unknown, operations: Operation[]): unknown {
  const root = { '': JSON.parse(JSON.stringify(value)) as unknown }
  for (const { op, path, from, value } of operations) {
    if (op === 'move') put(root, path, take(root, from ?? ''), true)
    else if (op === 'remove') take(root, path)
    else put(root, path, value, op === 'add')
  }
  return root['']
}

function locate(root: object, path: string): { holder: Record<string, unknown> | unknown[]; key: string } {
  const steps = `${path}`.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = steps.pop() as string
  let holder = root as Record<string, unknown>
  for (const step of steps) {
    expect(Object.hasOwn(holder, step)).toBe(true)
    holder = holder[step] as Record<string, unknown>
  }
  return { holder, key }
}

function take(root: object, path: string): unknown {
  const { holder, key } = locate(root, path)
  expect(Object.hasOwn(holder, key)).toBe(true)
  if (Array.isArray(holder)) return holder.splice(Number(key), 1)[0]
  const taken = holder[key]
  delete holder[key]
  return taken
}

function put(root: object, path: string, value: unknown, isNew: boolean): void {
  const { holder, key } = locate(root, path)
  if (Array.isArray(holder)) {
    expect(Number(key)).toBeLessThanOrEqual(holder.length)
    holder.splice(Number(key), isNew ? 0 : 1, value)
  } else Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })
}

function longestByTrying(numbers: number[]): number {
  const best = numbers.map(() => 1)
  for (const [i, number] of numbers.entries()) {
    for (let j = 0; j < i; j++) {
      if ((numbers[j] as number) < number) best[i] = Math.max(best[i] as number, (best[j] as number) + 1)
    }
  }
  return Math.max(0, ...best)
}
