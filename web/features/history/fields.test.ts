import { expect, it } from 'vitest'
import type { HistoryEntry } from '../../../shared/history.ts'
import { fieldsOf, readField } from './fields.ts'

const entry = (...paths: (string | number)[][]) =>
  ({ change: { changes: paths.map((path) => ({ path })) } }) as unknown as HistoryEntry

it('knows the fields that changed, the most frequent first', () => {
  const entries = [
    entry(['data', 'a', 'b']),
    entry(['data', 'teams', 0, 'id'], ['data', 'a', 'b'], ['type'], ['data', 'x.y']),
    { change: null } as HistoryEntry,
  ]
  expect(fieldsOf(entries)).toEqual(['a.b', 'teams'])
})

it('reads a field with or without data before it', () => {
  expect(['primary_email', ' data.a.b ', '  '].map(readField)).toEqual(['primary_email', 'a.b', null])
})
