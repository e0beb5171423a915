import { type Retention, retentionSchema } from '../../../../shared/retention.ts'

/** Units of an age, in milliseconds. */
export const ageUnits = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }
/** Units of a size, in bytes. */
export const sizeUnits = { kB: 1000, MB: 1_000_000, GB: 1_000_000_000 }
export type AgeUnit = keyof typeof ageUnits
export type SizeUnit = keyof typeof sizeUnits

/** A rule as it is being typed; an empty field is no limit. */
export interface RuleDraft {
  age: string
  ageUnit: AgeUnit
  count: string
  size: string
  sizeUnit: SizeUnit
}

export type DraftField = 'age' | 'count' | 'size'
export type ReadDraft =
  | { rule: Retention; errors: null }
  | { rule: null; errors: Partial<Record<DraftField, string>> }

/** The draft that a rule is edited in. */
export function draftOf({ maxAgeMs, maxCount, maxBytes }: Retention): RuleDraft {
  const ageUnit = largestUnit(ageUnits, maxAgeMs, 'days')
  const sizeUnit = largestUnit(sizeUnits, maxBytes, 'GB')
  return {
    age: maxAgeMs === null ? '' : String(maxAgeMs / ageUnits[ageUnit]),
    ageUnit,
    count: maxCount === null ? '' : String(maxCount),
    size: maxBytes === null ? '' : String(maxBytes / sizeUnits[sizeUnit]),
    sizeUnit,
  }
}

/** Reads a draft; says what is wrong with which field. */
export function readDraft({ age, ageUnit, count, size, sizeUnit }: RuleDraft): ReadDraft {
  const rule = {
    maxAgeMs: readNumber(age, ageUnits[ageUnit]),
    maxCount: readNumber(count, 1),
    maxBytes: readNumber(size, sizeUnits[sizeUnit]),
  }
  const errors: Partial<Record<DraftField, string>> = {}
  for (const field of ['maxAgeMs', 'maxCount', 'maxBytes'] as const) {
    if (!Number.isNaN(rule[field])) continue
    errors[fieldOf[field]] =
      field === 'maxCount' ? 'Write a whole number, such as 10000.' : 'Write a number, such as 30.'
  }
  const parsed = retentionSchema.safeParse(rule)
  if (parsed.success) return { rule: parsed.data, errors: null }
  for (const { path, message } of parsed.error.issues) {
    const field = fieldOf[path[0] as keyof Retention]
    errors[field] ??= message
  }
  return { rule: null, errors }
}

const fieldOf = { maxAgeMs: 'age', maxCount: 'count', maxBytes: 'size' } as const

/** Null: empty. NaN: no number. Groups of digits may be parted: `10,000`. */
function readNumber(text: string, unit: number): number | null {
  const plain = text.trim().replaceAll(/(?<=\d)[,_ ](?=\d{3})/g, '')
  if (plain === '') return null
  if (!/^\d+(\.\d+)?$/.test(plain)) return Number.NaN
  const value = Number(plain) * unit
  if (unit === 1) return Number.isSafeInteger(value) ? value : Number.NaN
  return Math.min(Number.MAX_SAFE_INTEGER, Math.round(value))
}

function largestUnit<Unit extends string>(
  units: Record<Unit, number>,
  value: number | null,
  fallback: Unit,
): Unit {
  if (value === null) return fallback
  const names = (Object.keys(units) as Unit[]).reverse()
  return names.find((name) => value % units[name] === 0) ?? (names.at(-1) as Unit)
}
