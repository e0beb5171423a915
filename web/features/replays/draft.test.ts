import { describe, expect, it } from 'vitest'
import type { Target } from '../../../shared/target.ts'
import { firstDraft, replayInput } from './draft.ts'

const targets = [{ id: 'tgt_1' }, { id: 'tgt_2' }] as Target[]
const all = { query: 'type:a', asOf: null, count: null }

describe('the dialog for replays', () => {
  it('begins as it was left, whatever was stored, with a target that is there', () => {
    expect(firstDraft(null, targets)).toMatchObject({
      targetId: 'tgt_1',
      signature: 'resign',
      isLimited: false,
    })
    const left = { ...firstDraft(null, targets), targetId: 'tgt_2', order: 'newest' as const, rate: 3 }
    expect(firstDraft(JSON.stringify(left), targets)).toEqual(left)
    expect(firstDraft(JSON.stringify({ ...left, targetId: 'tgt_gone' }), targets).targetId).toBe('tgt_1')
    expect(firstDraft('{"targetId": 5}', targets).targetId).toBe('tgt_1')
    expect(firstDraft(null, []).targetId).toBeNull()
  })

  it('asks for what was counted, and for nothing while something is missing', () => {
    const draft = firstDraft(null, targets)
    const moment = { upTo: 5, askedAt: 6 }
    expect(replayInput(draft, all, moment)).toMatchObject({ query: 'type:a', ...moment, ratePerSecond: null })
    const selected = { ...all, asOf: { upTo: 1, askedAt: 2 } }
    expect(replayInput(draft, selected, moment)).toMatchObject({ upTo: 1, askedAt: 2 })
    expect(replayInput(draft, { ids: ['evt_1'] }, moment)).not.toHaveProperty('upTo')
    expect(replayInput({ ...draft, isLimited: true, rate: 4 }, all, null)?.ratePerSecond).toBe(4)
    expect(replayInput({ ...draft, isLimited: true, rate: null }, all, null)).toBeNull()
    expect(replayInput({ ...draft, targetId: null }, all, null)).toBeNull()
  })

  it('asks for no new message ids where none are sent', () => {
    const draft = { ...firstDraft(null, targets), newMessageId: true }
    expect(replayInput(draft, all, null)?.newMessageId).toBe(true)
    expect(replayInput({ ...draft, signature: 'none' }, all, null)?.newMessageId).toBe(false)
  })
})
