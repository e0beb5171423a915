import type { DiffPart } from '../../../shared/diagnosis.ts'

/** What one side of a diff shows, in order. */
export type DiffStretch =
  | { kind: 'same' | 'changed'; text: string }
  /** Bytes that are the same on both sides, left out. */
  | { kind: 'skipped'; bytes: number }

/** What was signed, or what came: that which both share, with its own where they differ. */
export function diffSide(parts: readonly DiffPart[], side: 'signed' | 'received'): DiffStretch[] {
  return parts.flatMap(({ kind, text, bytes }): DiffStretch[] => {
    if (kind === 'skipped') return [{ kind, bytes }]
    if (kind === 'same') return [{ kind, text }]
    return kind === side ? [{ kind: 'changed', text }] : []
  })
}
