import { describe, expect, it } from 'vitest'
import { replayEventSchema } from '../../../../shared/delivery.ts'
import type { EventDetail } from '../../../../shared/event.ts'
import {
  areHeadersEdited,
  firstDraft,
  forAnother,
  isBodyEdited,
  problemsOf,
  type ReplayDraft,
  readRemembered,
  replayInput,
  signatureMeaning,
  toRemember,
} from './draft.ts'
import { headerLines, readHeaderLines } from './header-lines.ts'

const event = {
  id: 'evt_1',
  method: 'POST',
  sentAt: 0,
  headers: [
    ['Host', 'localhost'],
    ['X-A', '1'],
    ['svix-signature', 'v1,x'],
    ['x-b', ''],
  ],
  body: { encoding: 'utf8', text: '{"a":1}\r\n' },
} as unknown as EventDetail
const draft = (fields: Partial<ReplayDraft> = {}): ReplayDraft => ({
  ...firstDraft(event, null, [], []),
  url: 'http://localhost:3000/hook',
  ...fields,
})

describe('headers as lines', () => {
  it('leave out those of the connection and of the signature, and come back as they were', () => {
    expect(headerLines(event.headers)).toBe('X-A: 1\nx-b: ')
    expect(readHeaderLines('X-A: 1\n\nx-b: ')).toEqual({
      headers: [
        ['X-A', '1'],
        ['x-b', ''],
      ],
      problems: [],
    })
  })

  it('say by line what cannot be sent', () => {
    const { headers, problems } = readHeaderLines('a:b:c\nno colon\nHost: x\ny: \u{1f600}')
    expect(headers).toEqual([['a', 'b:c']])
    expect(problems).toHaveLength(3)
    expect(problems[0]).toBe('Line 2: a name, a colon and a value are wanted, such as X-Env: dev.')
    expect(problems[1]).toMatch(/^Line 3: Host belongs to the connection/)
  })
})

describe('a draft', () => {
  it('asks for nothing but where to and how, while nothing is edited', () => {
    const input = replayInput(draft({ headers: headerLines(event.headers), body: event.body.text }), event)
    expect(input).toEqual({
      url: 'http://localhost:3000/hook',
      signature: 'resign',
      newMessageId: false,
    })
    expect(replayEventSchema.safeParse(input).success).toBe(true)
  })

  it('sends an edited body to the byte', () => {
    const edited = draft({ body: '{"a":1}\n' })
    expect(isBodyEdited(edited, event)).toBe(true)
    expect(replayInput(edited, event).body).toEqual({ encoding: 'utf8', text: '{"a":1}\n' })
    expect(areHeadersEdited(draft({ headers: 'X-A: 1' }), event)).toBe(true)
  })

  it('names a secret only where one is to sign, and no id without a signature', () => {
    const typed = draft({ secret: 'typed', typedSecret: ' whsec_x ' })
    expect(replayInput(typed, event).secret).toBe('whsec_x')
    const unsigned = { ...typed, signature: 'none' as const, newMessageId: true }
    expect(replayInput(unsigned, event)).toEqual({
      url: 'http://localhost:3000/hook',
      signature: 'none',
      newMessageId: false,
    })
  })

  it('says by field what is missing', () => {
    expect(problemsOf(draft())).toEqual({})
    expect(Object.keys(problemsOf(draft({ url: '', secret: 'typed', method: '', headers: 'x' })))).toEqual([
      'url',
      'secret',
      'method',
      'headers',
    ])
  })

  it('is remembered without the secret that was pasted', () => {
    const kept = JSON.stringify(toRemember(draft({ secret: 'typed', typedSecret: 'whsec_x' })))
    expect(kept).not.toContain('whsec')
    expect(readRemembered(kept)?.secret).toBe('default')
    expect(readRemembered('{"to":1}')).toBeNull()
    expect(readRemembered(null)).toBeNull()
  })

  it('begins as the last one ended, as far as it still can', () => {
    const before = { to: 'tgt_1', url: '', signature: 'none', secret: 'sec_1', newMessageId: true } as const
    const begun = firstDraft(event, before, [], [])
    expect(begun).toMatchObject({ to: 'url', secret: 'default', signature: 'none', newMessageId: true })
  })

  it('of another event leaves behind what was typed for this one', () => {
    expect(forAnother(replayInput(draft({ body: '{}', headers: '', secret: 'sec_1' }), event))).toEqual({
      url: 'http://localhost:3000/hook',
      signature: 'resign',
      newMessageId: false,
    })
  })
})

it('says what a handler makes of an old signature', () => {
  const said = (now: number) => signatureMeaning('original', event, now, () => 'a while ago')
  expect(said(299_000)).toContain('signed a while ago: a handler with a five-minute window still takes it.')
  expect(said(301_000)).toContain('refuses it')
})
