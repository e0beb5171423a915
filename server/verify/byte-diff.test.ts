import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffBytes } from './byte-diff.ts'

const diff = (signed: string, received: string) => diffBytes(Buffer.from(signed), Buffer.from(received))

describe('signed laid over received', () => {
  it('shows what was added and what is missing, with what stands around it', () => {
    expect(diff('{"a":1}\n', '{"a": 1}')).toEqual([
      { kind: 'same', text: '{"a":', bytes: 5 },
      { kind: 'received', text: ' ', bytes: 1 },
      { kind: 'same', text: '1}', bytes: 2 },
      { kind: 'signed', text: '\n', bytes: 1 },
    ])
  })

  it('leaves out long stretches that are the same', () => {
    const [before, skipped, after] = diff(`a${'x'.repeat(1000)}b`, `c${'x'.repeat(1000)}d`).slice(2)
    expect([before, skipped, after].map((part) => part?.kind)).toEqual(['same', 'skipped', 'same'])
    expect(skipped?.bytes).toBeGreaterThan(900)
  })

  it('shows bytes that are no UTF-8 by their number', () => {
    expect(diffBytes(Buffer.from([0x61, 0xff]), Buffer.from('a'))).toContainEqual({
      kind: 'signed',
      text: '\\xFF',
      bytes: 1,
    })
  })

  it('accounts for every byte of both, whatever they are', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
    const near = bytes.chain((left) =>
      fc.tuple(fc.constant(left), fc.nat(300), fc.string({ maxLength: 5 })).map(([given, at, text]) => {
        const place = Math.min(at, given.length)
        return [
          given,
          Buffer.concat([given.subarray(0, place), Buffer.from(text), given.subarray(place)]),
        ] as const
      }),
    )
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(bytes, bytes)), ([signed, received]) => {
        const parts = diffBytes(signed, received)
        if (parts.at(-1)?.kind === 'skipped') return
        const sum = (...kinds: string[]) =>
          parts.filter(({ kind }) => kinds.includes(kind)).reduce((total, part) => total + part.bytes, 0)
        expect(sum('same', 'skipped', 'signed')).toBe(signed.length)
        expect(sum('same', 'skipped', 'received')).toBe(received.length)
      }),
    )
  })
})
