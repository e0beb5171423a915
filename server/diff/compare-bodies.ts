import { isUtf8 } from 'node:buffer'
import type { JsonDiff } from '../../shared/change.ts'
import { firstDifference } from '../../shared/diff/bytes.ts'
import { compareJson } from '../../shared/diff/compare-json.ts'
import { type JsonDocument, parseJson } from '../../shared/json/parse.ts'
import { nodeAt, rawValue } from '../../shared/json/read.ts'

/** Two bodies compared: as JSON, or why that cannot be, and as bytes. */
export interface BodyDiff {
  payload: JsonDiff | null
  problem: string | null
  /** The first byte that differs; null: they are the same. */
  differsAt: number | null
}

export interface BodyQuestion {
  /** How many changes are kept. */
  most: number
  /** Compare only `data`, where both have it. */
  dataOnly: boolean
}

export function compareBodies(
  left: Uint8Array,
  right: Uint8Array,
  { most, dataOnly }: BodyQuestion,
): BodyDiff {
  const differsAt = firstDifference(left, right)
  const [before, after] = [readBody(left), readBody(right)]
  if (before === null || after === null) {
    return { payload: null, problem: problemOf(before, after), differsAt }
  }
  const payload =
    (dataOnly && compareWithin(before, after, ['data'], most)) || compareJson(before, after, most)
  return { payload, problem: null, differsAt }
}

/** Compares what lies at a path, with paths and names from the root; null: it is not in both. */
function compareWithin(
  left: JsonDocument,
  right: JsonDocument,
  path: string[],
  most: number,
): JsonDiff | null {
  const [before, after] = [documentAt(left, path), documentAt(right, path)]
  if (before === null || after === null) return null
  const { changes, total, notes } = compareJson(before, after, most)
  const named = (name: string) => nameBelow(path.join('.'), name)
  return {
    changes: changes.map((change) => ({
      ...change,
      path: [...path, ...change.path],
      name: named(change.name),
    })),
    total,
    notes: notes.map((note) => ({ ...note, name: note.name === null ? null : named(note.name) })),
  }
}

/** `data` and `teams[0]` → `data.teams[0]`; `$` is what lies there itself. */
function nameBelow(base: string, name: string): string {
  if (name === '$') return base
  return name.startsWith('[') ? base + name : `${base}.${name}`
}

/** What lies at a path as a document of its own; null: there is nothing. */
function documentAt(json: JsonDocument, path: readonly string[]): JsonDocument | null {
  const node = nodeAt(json, path)
  return node < 0 ? null : parseJson(rawValue(json, node)).document
}

/** Whether something changed at or below a path in `data`; also that it came or went. False where a body is no JSON. */
export function changedAt(left: Uint8Array | null, right: Uint8Array, path: string[]): boolean {
  const after = readBody(right)
  const before = left && readBody(left)
  if (after === null) return false
  const now = documentAt(after, ['data', ...path])
  const was = before && documentAt(before, ['data', ...path])
  if (!was || !now) return was !== now
  return compareJson(was, now, 0).total > 0
}

/** `data` of a payload as it stands in the body; null: the body is no JSON, or has none. */
export function dataText(body: Uint8Array): string | null {
  const json = readBody(body)
  const data = json ? nodeAt(json, ['data']) : -1
  return json && data >= 0 ? rawValue(json, data) : null
}

/** Null: it is no JSON in UTF-8. */
function readBody(body: Uint8Array): JsonDocument | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  return isUtf8(bytes) ? parseJson(bytes.toString('utf8')).document : null
}

function problemOf(left: JsonDocument | null, right: JsonDocument | null): string {
  if (left === null && right === null) return 'Neither body is JSON. Compare them as text.'
  return `The body of the ${left === null ? 'left' : 'right'} event is no JSON. Compare them as text.`
}
