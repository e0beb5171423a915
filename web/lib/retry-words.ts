import type { Retry } from '../../shared/target.ts'
import { plural } from './format.ts'
import { readWait, waitWords } from './wait-words.ts'

/** Schedules to begin with, by their names. */
export const retryPresets: { name: string; retry: Retry }[] = [
  { name: 'None', retry: [] },
  { name: 'Within the hour', retry: [5_000, 30_000, 300_000, 1_800_000] },
  {
    name: 'Like Svix',
    retry: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000],
  },
]

/** A schedule as it is typed: `5 s, 30 s, 5 min`; empty for none. */
export function retryText(retry: Retry): string {
  return retry.map(waitWords).join(', ')
}

/** What was typed for a schedule, or what is wrong with it. */
export function readRetry(text: string): { retry: Retry; error: null } | { retry: null; error: string } {
  const parts = text.trim() === '' || /^none$/i.test(text.trim()) ? [] : text.split(/[,;]/)
  const retry: Retry = []
  for (const part of parts) {
    const wait = readWait(part)
    if (wait === null) {
      const said = part.trim() === '' ? 'A wait is missing between two commas' : `"${part.trim()}" is no wait`
      return { retry: null, error: `${said}: write such as 5 s, 5 min, 2 h.` }
    }
    retry.push(wait)
  }
  return { retry, error: null }
}

/** What a schedule means. */
export function retryMeaning(retry: Retry): string {
  if (retry.length === 0) return 'One attempt. Nothing follows when it fails.'
  const total = retry.reduce((sum, wait) => sum + wait, 0)
  return `Up to ${plural(retry.length + 1, 'attempt')}; gives up after ${waitWords(total)} of waiting.`
}
