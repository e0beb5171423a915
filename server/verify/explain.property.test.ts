import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CauseCode } from '../../shared/diagnosis.ts'
import { tamperableCauses } from '../../shared/sample.ts'
import { stackBody } from '../testing/arbitrary-payload.ts'
import { tamperedCase } from '../testing/tampered-case.ts'
import { createBudget } from './budget.ts'
import type { Case } from './causes/suspect.ts'
import { explainFailure } from './explain.ts'

describe('whatever the payload', () => {
  it.each(tamperableCauses)('%s comes first, and proven', (code) => {
    let made = 0
    fc.assert(
      fc.property(stackBody, (body) => {
        const facts = tamperedCase(body, [code])
        fc.pre(facts !== null)
        made++
        const [first] = explainFailure(facts, createBudget())
        expect(first).toMatchObject({ code, confidence: 'proven' })
      }),
      { numRuns: 25 },
    )
    expect(made).toBeGreaterThan(0)
  })

  it('nothing is said of a good event', () => {
    fc.assert(
      fc.property(stackBody, (body) => {
        const facts = tamperedCase(body, [])
        expect(facts && explainFailure(facts, createBudget())).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('no bytes are so odd that nothing can be said of them', () => {
    const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array))
    const odd = fc.oneof(
      bytes,
      bytes.map((body) => Buffer.from(body.toString('base64'))),
      fc.json().map((json) => Buffer.from(json)),
    )
    fc.assert(
      fc.property(odd, (body) => {
        const facts = { ...(tamperedCase(Buffer.from('{"a":1}'), []) as Case), body }
        fc.pre(!body.equals(Buffer.from('{"a":1}')))
        expect(explainFailure(facts, createBudget()).length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  it('of two faults at once no false cause is proven, and what is undone by the other is not named', () => {
    const code = fc.constantFrom(...tamperableCauses)
    let explained = 0
    fc.assert(
      fc.property(stackBody, code, code, (body, a, b) => {
        fc.pre(a !== b)
        const facts = tamperedCase(body, [a, b])
        fc.pre(facts !== null)
        const proven = explainFailure(facts, createBudget()).filter(
          ({ confidence }) => confidence === 'proven',
        )
        const codes = proven.map(({ code }) => code)
        for (const named of codes) expect(allowed(a, b), `${a} + ${b}`).toContain(named)
        if (codes.includes(a) && codes.includes(b)) explained++
      }),
      { numRuns: 400 },
    )
    expect(explained).toBeGreaterThan(150)
  })
})

/** Two faults may look like another one: an empty body with white space around it is white space. */
function allowed(a: CauseCode, b: CauseCode): CauseCode[] {
  const pair = [a, b]
  const looks: [CauseCode[], CauseCode[]][] = [
    [['body_empty'], ['body_bom', 'body_newlines', 'body_whitespace']],
    [
      ['timestamp_milliseconds', 'timestamp_not_integer', 'timestamp_altered'],
      ['timestamp_not_integer', 'timestamp_too_new', 'timestamp_altered', 'timestamp_milliseconds'],
    ],
    [
      ['timestamp_too_old', 'timestamp_too_new'],
      ['timestamp_too_old', 'timestamp_too_new'],
    ],
    [
      ['header_duplicated', 'header_mixed_sets', 'id_altered'],
      ['id_altered', 'header_duplicated', 'header_mixed_sets'],
    ],
    [
      ['signature_encoding', 'signature_no_version', 'signature_truncated', 'signature_version'],
      ['signature_encoding', 'signature_no_version', 'signature_truncated', 'signature_version'],
    ],
    [
      ['body_newlines', 'body_whitespace'],
      ['body_whitespace', 'body_newlines', 'body_reserialized'],
    ],
  ]
  return [...pair, ...looks.flatMap(([made, seen]) => (made.some((code) => pair.includes(code)) ? seen : []))]
}
