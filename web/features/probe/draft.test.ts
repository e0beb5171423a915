import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../../shared/endpoint.ts'
import type { Target } from '../../../shared/target.ts'
import { inputOf, placesOf, problemsOf, secretsOf, settled } from './draft.ts'

const target = (id: string, secret: Target['secret']) => ({ id, name: `target ${id}`, secret }) as Target
const targets = [
  target('tgt_1', { hint: 'whsec_…aaaa', problem: null }),
  target('tgt_2', null),
  target('tgt_3', { hint: '…', problem: 'The secret is too short to be base64.' }),
]
const endpoints = [
  {
    name: 'Stack',
    secrets: [
      { id: 'sec_1', label: 'production', hint: 'whsec_…bbbb', problem: null },
      { id: 'sec_2', label: 'broken', hint: '…', problem: 'no secret' },
    ],
  },
] as Endpoint[]
const draft = { where: 'url', url: ' http://localhost:3000/x ', signWith: '', secret: '' }

describe('the form of a probe', () => {
  it('offers secrets that can sign, the target’s own first', () => {
    const values = (where: string) =>
      secretsOf({ ...draft, where }, targets, endpoints).map(({ value }) => value)
    expect(values('tgt_1')).toEqual(['target', 'sec_1', 'typed'])
    expect(values('tgt_2')).toEqual(['sec_1', 'typed'])
    expect(values('tgt_3')).toEqual(['sec_1', 'typed'])
    expect(values('url')).toEqual(['sec_1', 'typed'])
  })

  it('leaves a target that was deleted for a URL, and a secret that is gone for the first', () => {
    const stale = { ...draft, where: 'tgt_gone', signWith: 'target' }
    const places = placesOf(targets)
    expect(settled(stale, places, secretsOf(stale, targets, endpoints))).toMatchObject({
      where: 'url',
      signWith: 'sec_1',
    })
  })

  it('asks for what was chosen, and for nothing else', () => {
    expect(inputOf({ ...draft, signWith: 'sec_1', secret: 'left over' })).toEqual({
      url: 'http://localhost:3000/x',
      secretId: 'sec_1',
    })
    expect(inputOf({ ...draft, where: 'tgt_1', signWith: 'target' })).toEqual({ targetId: 'tgt_1' })
    expect(inputOf({ ...draft, where: 'tgt_2', signWith: 'typed', secret: ' whsec_x\n' })).toEqual({
      targetId: 'tgt_2',
      secret: 'whsec_x',
    })
  })

  it('says what is missing before it asks', () => {
    const typed = { ...draft, signWith: 'typed' }
    expect(problemsOf(typed)).toEqual({ url: null, secret: 'Paste the signing secret of the handler.' })
    expect(problemsOf({ ...typed, secret: 'x', url: 'localhost' }).url).toContain('Write a whole URL')
    expect(problemsOf({ ...typed, where: 'tgt_1', secret: 'x', url: '' })).toEqual({
      url: null,
      secret: null,
    })
  })
})
