import { describe, expect, it } from 'vitest'
import { bodyBytes } from './bytes.ts'
import { readFilter, termOf, withTerm } from './filter.ts'
import { formatSize, plural, shortId } from './format.ts'
import { hexRow } from './hex.ts'
import { matchKey, shortcuts } from './shortcut-table.ts'
import { textRows } from './text-rows.ts'
import { dayBounds, relativeTime, utcTime } from './time.ts'
import { visibleParts, visibleString } from './visible-text.ts'

describe('formats', () => {
  it('writes sizes as a reader compares them', () => {
    expect([0, 999, 1000, 1660, 99_999, 999_949, 5_242_880].map(formatSize)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '1.7 kB',
      '100 kB',
      '1000 kB',
      '5.2 MB',
    ])
  })

  it('counts in words', () => {
    expect([plural(0, 'event'), plural(1, 'event'), plural(1284, 'event')]).toEqual([
      '0 events',
      '1 event',
      '1,284 events',
    ])
  })

  it('keeps both ends of a long id', () => {
    expect(shortId('msg_2mK9abcdefghvQ3x')).toBe('msg_2mK9…vQ3x')
    expect(shortId('short')).toBe('short')
  })

  it('says how long ago, and how soon', () => {
    const now = 1_000_000_000_000
    expect([500, 12_000, 180_000, 7_200_000, 432_000_000].map((ms) => relativeTime(now - ms, now))).toEqual([
      'just now',
      '12 s ago',
      '3 min ago',
      '2 h ago',
      '5 days ago',
    ])
    expect(relativeTime(now + 86_400_000, now)).toBe('in 24 h')
  })

  it('has no date for a number that is none', () => {
    expect(utcTime(1795455870166)).toBe('2026-11-23 17:44:30.166 UTC')
    expect(utcTime(9e15)).toBeNull()
  })

  it('ends a day where the next begins', () => {
    const { from, to } = dayBounds(1795455870166)
    expect(dayBounds(to).from).toBe(to)
    expect(dayBounds(from - 1).to).toBe(from)
  })
})

describe('visibleParts', () => {
  it('marks characters that reorder or hide text', () => {
    expect(visibleParts('user\u202egpj.exe')).toEqual([
      { kind: 'text', text: 'user' },
      { kind: 'hidden', escape: 'U+202E', name: 'U+202E right-to-left override' },
      { kind: 'text', text: 'gpj.exe' },
    ])
    expect(visibleString('a\u0000b\u200bc\nd\ud800')).toBe('aU+0000bU+200Bc\\ndU+D800')
  })

  it('leaves letters of every script and whole emoji alone', () => {
    for (const text of ['Zoë Ünal', 'مرحبا', '数学', '👩‍💻 ok']) {
      expect(visibleParts(text)).toEqual([{ kind: 'text', text }])
    }
  })
})

describe('the filter in the address', () => {
  it('replaces one term and keeps the others', () => {
    expect(withTerm('endpoint:stack verdict:failed', 'verdict', 'unsigned')).toBe(
      'endpoint:stack verdict:unsigned',
    )
    expect(withTerm('endpoint:stack verdict:failed', 'endpoint', null)).toBe('verdict:failed')
    expect(withTerm('', 'type', 'user.*')).toBe('type:user.*')
    expect(withTerm('cause:body_* verdict:failed', 'endpoint', 'stack')).toBe(
      'cause:body_* verdict:failed endpoint:stack',
    )
  })

  it('quotes a type with spaces so that it can be read again', () => {
    const q = withTerm('', 'type', 'my "own" type')
    expect(termOf(readFilter(q), 'type')).toBe('my "own" type')
  })

  it('says why it cannot be read, and keeps it for the reader to mend', () => {
    expect(readFilter('colour:red').error).toContain('no field "colour"')
    expect(withTerm('colour:red', 'verdict', 'failed')).toBe('verdict:failed colour:red')
  })
})

describe('hexRow', () => {
  it('shows offset, bytes and their characters', () => {
    expect(hexRow(new TextEncoder().encode('{"a":1}\n\u00e9'), 0, 8)).toEqual({
      offset: '00000000',
      hex: ['7b', '22', '61', '22', '3a', '31', '7d', '0a'],
      ascii: '{"a":1}.',
    })
  })

  it('pads the last row', () => {
    expect(hexRow(Uint8Array.of(1, 2, 255), 1, 2)).toEqual({
      offset: '00000002',
      hex: ['ff', '  '],
      ascii: '.',
    })
  })
})

it('gives the bytes of a body in either encoding', () => {
  expect([...bodyBytes({ encoding: 'utf8', text: 'é' })]).toEqual([0xc3, 0xa9])
  expect([...bodyBytes({ encoding: 'base64', text: '/wA=' })]).toEqual([0xff, 0])
})

describe('textRows', () => {
  const rowsOf = (text: string, columns: number) => {
    const rows = textRows(text, columns)
    return Array.from({ length: rows.count }, (_, row) => [
      rows.line[row],
      text.slice(rows.start[row], rows.end[row]),
    ])
  }

  it('numbers lines, and cuts long ones', () => {
    expect(rowsOf('ab\n\nabcdef', 4)).toEqual([
      [1, 'ab'],
      [2, ''],
      [3, 'abcd'],
      [0, 'ef'],
    ])
  })

  it('never cuts a character in two', () => {
    expect(rowsOf('abc😀d', 4)).toEqual([
      [1, 'abc'],
      [0, '😀d'],
    ])
  })

  it('loses nothing of a text that is one long line', () => {
    const text = 'x'.repeat(100_001)
    expect(
      rowsOf(text, 97)
        .map(([, part]) => part)
        .join(''),
    ).toBe(text)
  })
})

describe('matchKey', () => {
  const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

  it('finds single keys and sequences', () => {
    expect(matchKey(press('j'), '').id).toBe('next')
    expect(matchKey(press('g'), '')).toEqual({ id: null, pending: 'g' })
    expect(matchKey(press('e'), 'g').id).toBe('goEvents')
  })

  it('forgets a sequence that was not completed', () => {
    expect(matchKey(press('j'), 'g').id).toBe('next')
    expect(matchKey(press('y'), 'g')).toEqual({ id: null, pending: '' })
  })

  it('takes ctrl and cmd for the same, and leaves other combinations to the browser', () => {
    expect(matchKey(press('k', { metaKey: true }), '').id).toBe('palette')
    expect(matchKey(press('K', { ctrlKey: true }), '').id).toBe('palette')
    expect(matchKey(press('f', { ctrlKey: true }), '').id).toBeNull()
    expect(matchKey(press('j', { altKey: true }), '').id).toBeNull()
  })

  it('has no key with two meanings', () => {
    const keys = shortcuts.flatMap((shortcut) => [...shortcut.keys])
    expect(new Set(keys).size).toBe(keys.length)
  })
})
