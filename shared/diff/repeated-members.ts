import type { JsonDocument } from '../json/parse.ts'
import { childrenOf, keyOf } from '../json/read.ts'

/** The members of an object whose key stands before them already. */
export function repeatedMembers(json: JsonDocument, object: number): number[] {
  if ((json.size[object] as number) < 2) return []
  const seen = new Set<string | number | null>()
  const repeated: number[] = []
  for (const member of childrenOf(json, object)) {
    const key = keyOf(json, member)
    if (seen.has(key)) repeated.push(member)
    else seen.add(key)
  }
  return repeated
}
