import { describe, expect, it } from 'vitest'
import { type Target, targetSchema } from '../../../../shared/target.ts'
import { credentialNote } from './credential.ts'
import { draftOf, readDraft, type TargetDraft } from './target-draft.ts'

const target: Target = targetSchema.parse({
  id: 'tgt_1',
  name: 'Dev',
  url: 'http://localhost:3000/hooks',
  headers: [['x-env', 'dev']],
  timeoutMs: 15_000,
  followRedirects: 0,
  maxInFlight: 4,
  secret: { hint: 'whsec_…LaSw', problem: null },
  retry: [5000, 30_000],
  forward: { enabled: false, query: '', signature: 'original', inOrder: false },
  circuit: { state: 'closed', failures: 0, since: null, tryAt: null, reason: null },
  counts: { due: 0, sending: 0, delivered: 0, failed: 0, cancelled: 0 },
  configured: false,
  createdAt: 0,
})
const read = (part: Partial<TargetDraft>) => readDraft({ ...draftOf(target), ...part }, target)

describe('a draft', () => {
  it('that was not touched changes nothing', () => {
    expect(read({})).toEqual({ change: {}, errors: {}, changed: [] })
  })

  it('sends what was changed, and says it in words', () => {
    const forward = { ...target.forward, enabled: true, query: ' type:user.* ' }
    expect(read({ url: 'https://x.example/hooks', timeout: '2 min', retry: '', forward })).toEqual({
      change: {
        url: 'https://x.example/hooks',
        timeoutMs: 120_000,
        retry: [],
        forward: { ...forward, query: 'type:user.*' },
      },
      errors: {},
      changed: ['URL', 'time limit', 'retries', 'forward rule'],
    })
  })

  it('keeps the secret unless it is replaced or taken away', () => {
    expect(read({ secret: { kind: 'set', text: ' whsec_abc ' } }).change).toEqual({ secret: 'whsec_abc' })
    expect(read({ secret: { kind: 'remove' } }).change).toEqual({ secret: null })
    expect(read({ secret: { kind: 'set', text: '' } }).errors['secret']).toBe('Paste the signing secret.')
  })

  it('says in which field what is wrong', () => {
    const { errors, changed } = read({
      name: ' ',
      url: 'ftp://x.example',
      timeout: 'soon',
      maxInFlight: '0',
      retry: '5 s, soon',
      forward: { ...target.forward, query: 'type:(' },
    })
    expect(Object.keys(errors).sort()).toEqual([
      'forward.query',
      'maxInFlight',
      'name',
      'retry',
      'timeoutMs',
      'url',
    ])
    expect(changed).toEqual(['name', 'URL', 'time limit', 'requests at once', 'retries', 'forward rule'])
  })

  it('leaves empty headers out, and names the row whose header cannot be sent', () => {
    const headers = [
      { key: 0, name: '', value: '' },
      { key: 1, name: 'x-env', value: 'dev' },
      { key: 2, name: 'Host', value: 'x' },
    ]
    expect(read({ headers: headers.slice(0, 2) }).change).toEqual({})
    expect(read({ headers }).errors).toEqual({
      'headers.2': 'Host belongs to the connection and is set by Hooklens. Leave it out.',
    })
  })
})

describe('a credential', () => {
  const note = (name: string, value = 'abc', url = 'http://localhost:3000') =>
    credentialNote(name, value, url)

  it('is told of by the name of its header', () => {
    expect(note('Authorization')?.text).toBe('Once saved, only its end is shown.')
    expect(note('Authorization', '***7f3a')?.text).toContain('type another to replace it')
    expect(note('X-Api-Key', 'abc', 'http://dev.example/hooks')).toMatchObject({ isWarning: true })
    expect(note('X-Auth-Token', 'abc', 'https://dev.example/hooks')).toMatchObject({ isWarning: false })
    expect(note('X-Env')).toBeNull()
    expect(note('Authorization', '')).toBeNull()
  })

  it('stays where its mask is given back, and nowhere else', () => {
    const stored: Target = { ...target, headers: [['Authorization', '***7f3a']] }
    const withHeader = (name: string, value: string) =>
      readDraft({ ...draftOf(stored), headers: [{ key: 0, name, value }] }, stored)
    expect(withHeader('authorization', '***7f3a').errors).toEqual({})
    expect(withHeader('Authorization', 'Bearer new').errors).toEqual({})
    expect(withHeader('X-Env', '*** starred').errors).toEqual({})
    for (const [name, value] of [
      ['Authorization', '***7f3ab'],
      ['X-Auth', '***7f3a'],
      ['X-Api-Key', '***7f3a'],
    ] as const) {
      expect(withHeader(name, value).errors['headers.0'], name).toContain('type the whole value')
    }
  })
})
