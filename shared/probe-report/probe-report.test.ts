import { describe, expect, it } from 'vitest'
import type { ProbeExchange, ProbeReport, ProbeResult } from '../probe.ts'
import { probeToJunit } from './junit.ts'
import { probeToMarkdown } from './markdown.ts'
import { countsInWords, outcomeWord, verdictInWords } from './words.ts'

const hostile =
  '</failure><script>alert(1)</script> ]]> & "quoted" \u001b[31m\u0000\ud800\uffff\u202e @everyone [link](http://evil.example) www.evil.example | `code` ```\n```\n# heading <!-- '

const exchange = (text: string, status = 200): ProbeExchange => ({
  note: 'signed with another secret',
  sentAt: 0,
  request: {
    method: 'POST',
    headers: [['svix-id', 'msg_hooklens_probe_1']],
    body: { encoding: 'utf8', text: '{"type":"user.created"}' },
    size: 23,
  },
  answer: {
    status,
    statusText: text,
    headers: [['x-hostile', text]],
    body: { encoding: 'utf8', text },
    truncated: false,
  },
  ms: 12.3,
  error: null,
  reading: null,
})

const result = (change: Partial<ProbeResult>): ProbeResult => ({
  code: 'wrong_secret',
  family: 'refuses',
  title: 'Signed with another secret',
  expects: 'Answers 400.',
  required: true,
  outcome: 'danger',
  exchanges: [exchange('OK')],
  found: 'Accepted, with 200.',
  matters: 'Anybody gets in.',
  fix: 'Verify first.',
  ...change,
})

function report(results: ProbeResult[], change: Partial<ProbeReport> = {}): ProbeReport {
  const count = (kind: string) => results.filter((one) => outcomeWord(one) === kind).length
  return {
    id: 'prb_1',
    url: 'http://127.0.0.1:3000/hook',
    targetName: null,
    state: 'done',
    startedAt: Date.UTC(2026, 10, 23),
    finishedAt: Date.UTC(2026, 10, 23) + 1500,
    checks: results.length,
    checked: results.length,
    counts: {
      danger: count('danger'),
      failed: count('failed'),
      advice: count('advice'),
      skipped: count('skipped'),
      passed: count('passed'),
    },
    ok: false,
    signedWith: 'the given secret (whsec_…LaSw)',
    toCome: [],
    results,
    faults: [],
    ...change,
  }
}

const mixed = report([
  result({ code: 'valid', outcome: 'passed', fix: null }),
  result({}),
  result({ code: 'pretty', outcome: 'failed', found: 'Answered 400.' }),
  result({ code: 'get', outcome: 'failed', required: false, found: 'Answered 200.' }),
  result({ code: 'burst', outcome: 'skipped', found: 'Not sent.', exchanges: [] }),
])

describe('a report as JUnit', () => {
  it('has a test case for each check, and counts advice as skipped', () => {
    const xml = probeToJunit(mixed)
    expect(xml).toContain('tests="5" failures="2" errors="0" skipped="2" time="1.500"')
    expect(xml.match(/<testcase /g)).toHaveLength(5)
    expect(xml).toContain('<failure type="danger" message="Accepted, with 200.">Expected: Answers 400.')
    expect(xml).toContain('<skipped message="Advice: Answered 200."/>')
    expect(xml).toContain('timestamp="2026-11-23T00:00:00.000Z"')
  })

  it('is no success where nothing failed and the probe was stopped, or never got to a required check', () => {
    const passed = result({ code: 'valid', outcome: 'passed', fix: null })
    const skipped = result({ code: 'burst', outcome: 'skipped', exchanges: [] })
    const stopped = probeToJunit(report([passed], { state: 'cancelled', checks: 26 }))
    expect(stopped).toContain('tests="2" failures="0" errors="1"')
    expect(stopped).toContain('<error type="unfinished" message="Stopped after 1 of 26 checks."/>')
    expect(probeToJunit(report([passed, skipped]))).toContain('message="The handler does not pass."')
    expect(probeToJunit(report([passed], { ok: true }))).toContain('tests="1" failures="0" errors="0"')
    expect(namesOf(stopped)).toContain('error')
  })

  it('shows of many requests those that went wrong', () => {
    const exchanges = [...Array(19).fill(exchange('OK')), { ...exchange('Busy', 503), note: 'number 20' }]
    const burst = result({ code: 'burst', family: 'bears', outcome: 'failed', exchanges })
    const xml = probeToJunit(report([burst]))
    expect(xml.match(/Sent: /g)).toHaveLength(1)
    expect(xml).toContain('Sent: number 20')
  })

  it('keeps to XML whatever a handler answers', () => {
    const xml = probeToJunit(report([result({ found: hostile, exchanges: [exchange(hostile)] })]))
    expect(xml).not.toMatch(/<script|<!--/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(xml).not.toMatch(/[\0-\x08\x0b-\x1f\ufffe\uffff\u202e]/)
    expect(xml).not.toContain('\ud800')
    expect(namesOf(xml)).toEqual(['testsuites', 'testsuite', 'testcase', 'failure', 'system-out'])
  })
})

describe('a report as Markdown', () => {
  it('tells of faults first, then of every check, then of those that went wrong', () => {
    const text = probeToMarkdown({
      ...mixed,
      faults: [
        {
          code: 'verifies_nothing',
          severity: 'danger',
          name: 'verifies nothing',
          why: 'It accepts what nobody signed.',
          fix: 'Verify first.',
          checks: ['wrong_secret'],
          cause: null,
        },
      ],
    })
    expect(text).toContain(
      '**The handler accepts what it must refuse.** 1 danger, 1 failed, 1 advice, 1 passed, 1 skipped.',
    )
    expect(text).toContain('### Danger: The handler verifies nothing.')
    expect(text.indexOf('| danger |')).toBeLessThan(text.indexOf('| failed |'))
    expect(text).toContain('## Advice: Signed with another secret')
    expect(text).toContain('POST /hook HTTP/1.1\nsvix-id: msg_hooklens_probe_1')
    expect(text).not.toContain('## Passed')
  })

  it('gives a handler no way out of its code block, and no markup beside it', () => {
    const text = probeToMarkdown(report([result({ found: hostile, exchanges: [exchange(hostile)] })]))
    const { outside, blocks } = split(text)
    expect(blocks.some((block) => block.includes('# heading'))).toBe(true)
    expect(outside).not.toMatch(/<script|<!--|@everyone|http:\/\/evil|www\.evil|[^\\]\[link/)
    expect(outside).not.toMatch(/^# heading/m)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\u202e]/)
    expect(outside.split('\n').filter((line) => line.startsWith('| danger'))).toHaveLength(1)
  })
})

describe('a report in words', () => {
  it('says what it comes to', () => {
    expect(verdictInWords(mixed)).toBe('The handler accepts what it must refuse.')
    const fine = report([result({ outcome: 'passed' })], { ok: true })
    expect(verdictInWords(fine)).toBe('The handler does everything right.')
    expect(verdictInWords({ ...fine, state: 'cancelled', checks: 26 })).toBe('Stopped after 1 of 26 checks.')
    expect(countsInWords({ danger: 0, failed: 0, advice: 0, skipped: 0, passed: 0 })).toBe(
      'nothing was checked',
    )
  })
})

/** The names of the elements, in their order; throws where they are not nested. */
function namesOf(xml: string): string[] {
  const names: string[] = []
  const open: string[] = []
  for (const [, close, name = '', selfClosing] of xml.matchAll(
    /<(\/?)([a-z-]+)(?:\s+[a-z]+="[^"<]*")*(\/?)>/g,
  )) {
    if (close) expect(open.pop()).toBe(name)
    else {
      names.push(name)
      if (!selfClosing) open.push(name)
    }
  }
  expect(open).toEqual([])
  expect(xml.replace(/<\??\/?[a-z][^<>]*>/g, '')).not.toMatch(/[<>]/)
  return names
}

/** Code blocks, by their fences as CommonMark reads them, and what stands outside. */
function split(markdown: string): { outside: string; blocks: string[] } {
  const [outside, blocks]: [string[], string[]] = [[], []]
  let fence: string | null = null
  for (const line of markdown.split('\n')) {
    const run = /^`{3,}/.exec(line)?.[0]
    if (fence === null && run) {
      fence = run
      blocks.push('')
    } else if (fence !== null && run && run.length >= fence.length && line.trim() === run) fence = null
    else if (fence !== null) blocks[blocks.length - 1] += `${line}\n`
    else outside.push(line)
  }
  expect(fence).toBeNull()
  return { outside: outside.join('\n').replace(/(`+)[^`]+\1/g, ''), blocks }
}
