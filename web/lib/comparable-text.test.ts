import { expect, it } from 'vitest'
import type { Body } from '../../shared/event.ts'
import { comparableTexts } from './comparable-text.ts'

it('shows the bytes around the first difference, however far it is', () => {
  const size = 100_000
  const body = (last: string): Body => {
    const bytes = '\xff'.repeat(size - 1) + last
    return { encoding: 'base64', text: btoa(bytes) }
  }
  const { left, right, note } = comparableTexts(body('\x01'), body('\x02'), false)
  expect(left).not.toBe(right)
  expect(note).toContain('around the first difference')
})
