import type { z } from 'zod'
import type { Path } from '../change.ts'
import { expectedBy } from './expected.ts'
import type { Finding, SchemaCheck } from './finding.ts'
import { foundIn } from './found.ts'
import { isTooMuch } from './too-much.ts'

/** More say no more than these; a hostile payload could have a million. */
const MOST_FINDINGS = 100

/**
 * Holds a payload against the schema of its type; null: there is none. What is too much to be checked, or makes the
 * schema itself fail, is unknown: whatever comes in can be received. Schemas name every field, see `closed`, so that
 * one which they do not name is drift.
 */
export function checkPayload(schema: z.ZodType | null, payload: unknown): SchemaCheck {
  const parsed = schema === null || isTooMuch(payload) ? null : parse(schema, payload)
  if (parsed === null) return { state: 'unknown', findings: [] }
  if (parsed.success) return { state: 'valid', findings: [] }
  const findings = findingsOf(parsed.error.issues, payload, [])
  const state = findings.every(({ kind }) => kind === 'drift') ? 'drift' : 'invalid'
  return { state, findings: findings.slice(0, MOST_FINDINGS) }
}

function parse(schema: z.ZodType, payload: unknown): z.ZodSafeParseResult<unknown> | null {
  try {
    return schema.safeParse(payload)
  } catch {
    return null
  }
}

/** @param at where the issues' paths begin */
function findingsOf(issues: readonly z.core.$ZodIssue[], payload: unknown, at: Path): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const path = [...at, ...(issue.path as Path)]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        kind: 'drift',
        path: [...path, key],
        found: foundIn(payload, [...path, key]),
      }))
    }
    if (issue.code === 'invalid_union') {
      const meant = meantBy(issue.errors)
      if (meant) return findingsOf(meant, payload, path)
    }
    return [{ kind: 'invalid', path, expected: expectedBy(issue), found: foundIn(payload, path) }]
  })
}

/** Of the forms that a value may have, the one that it was meant to have: the only one of its own kind. */
function meantBy(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null {
  const close = forms.filter(
    (issues) => !issues.some(({ code, path }) => path.length === 0 && code === 'invalid_type'),
  )
  return close.length === 1 ? (close[0] ?? null) : null
}
