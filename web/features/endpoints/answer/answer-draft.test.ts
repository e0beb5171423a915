import { expect, it } from 'vitest'
import { draftOf, readDraft } from './answer-draft.ts'

const rule = { targetId: 'tgt_1', timeoutMs: 5000, fallback: { status: 503, body: 'later' } }

it('a rule is the same when it was read and written', () => {
  expect(readDraft(draftOf(rule))).toEqual({ rule, errors: null })
  expect(readDraft(draftOf(null))).toEqual({ rule: null, errors: null })
})

it('a first rule begins with ten seconds and 502', () => {
  expect(readDraft({ ...draftOf(null), targetId: 'tgt_1' }).rule).toEqual({
    targetId: 'tgt_1',
    timeoutMs: 10_000,
    fallback: { status: 502, body: '' },
  })
})

it('says in which field what is wrong', () => {
  const { errors } = readDraft({ targetId: '', timeout: 'soon', status: '99', body: 'x'.repeat(10_001) })
  expect(errors).toEqual({
    targetId: 'Choose a target.',
    timeoutMs: 'Write a time such as 10 s.',
    'fallback.status': 'A status from 200 to 599.',
    'fallback.body': 'At most 10,000 characters.',
  })
  expect(readDraft({ ...draftOf(rule), timeout: '2 min' }).errors).toEqual({
    timeoutMs: 'At most 30,000 ms: senders wait no longer.',
  })
})
