import type { CauseCode } from '../../shared/diagnosis.ts'
import { setOf } from './causes/header-sets.ts'
import { suspects } from './causes/index.ts'
import type { Case } from './causes/suspect.ts'

/** The signatures of a request, in every way in which they can be read. */
export interface SignatureTargets {
  isEmpty: boolean
  /** How the digest stands in the request; `code` null: as it should. Null: not at all. */
  match(digest: Buffer): { code: CauseCode | null; entry: string } | null
}

/** More entries than any sender writes; the rest is not looked at. */
const MAX_ENTRIES = 1_000
/** Every digest is compared with each of them. */
const MAX_STARTS = 20

export function readSignatures(facts: Case): SignatureTargets {
  const exact = new Map<string, { code: CauseCode | null; entry: string }>()
  const starts: { start: string; code: CauseCode; entry: string }[] = []
  const entries = entriesOf(facts)
  for (const entry of entries) {
    const base64 = /^v1,([A-Za-z0-9+/]{43}=)(?:,|$)/.exec(entry)?.[1]
    if (base64) exact.set(Buffer.from(base64, 'base64').toString('latin1'), { code: null, entry })
  }
  for (const { code, readings } of suspects) {
    if (!readings) continue
    for (const entry of entries) {
      for (const reading of readings(entry)) {
        if ('base64Start' in reading) {
          if (starts.length < MAX_STARTS) starts.push({ start: reading.base64Start, code, entry })
        } else {
          const key = reading.bytes.toString('latin1')
          if (!exact.has(key)) exact.set(key, { code, entry })
        }
      }
    }
  }
  return {
    isEmpty: exact.size + starts.length === 0,
    match: (digest) => {
      const whole = exact.get(digest.toString('latin1'))
      if (whole || starts.length === 0) return whole ?? null
      const base64 = digest.toString('base64')
      return starts.find(({ start }) => base64.startsWith(start)) ?? null
    },
  }
}

function entriesOf({ headers, picked }: Case): string[] {
  const values = [
    picked.signature?.value ?? '',
    setOf(headers, 'svix').signature,
    setOf(headers, 'webhook').signature,
    ...headers.filter(([name]) => /(?:svix|webhook)[-_. ]?signature$/i.test(name)).map(([, value]) => value),
  ]
  const entries = new Set(
    values.flatMap((value) => value.split(/ |, (?=v\d)/)).filter((entry) => entry !== ''),
  )
  return [...entries].slice(0, MAX_ENTRIES)
}
