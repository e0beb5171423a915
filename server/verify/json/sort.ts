import { gaps, type JsonTokens } from './tokens.ts'

const OPEN_OBJECT = 0x7b

interface Stretch {
  from: number
  to: number
  /** What stands before its first token; null: what stood there. */
  gap: number | null
}

/** The tokens with the members of every object in the order of their keys' bytes. Without recursion. */
export function sortMembers(tokens: JsonTokens): JsonTokens {
  const { bytes, count, from, to, gap, end } = tokens
  const sorted = {
    bytes,
    count,
    from: new Int32Array(count),
    to: new Int32Array(count),
    gap: new Int32Array(count),
    end: new Int32Array(count),
  }
  let at = 0
  const waiting: Stretch[] = [{ from: 0, to: count, gap: null }]
  for (let stretch = waiting.pop(); stretch; stretch = waiting.pop()) {
    for (let token = stretch.from; token < stretch.to; token++) {
      const depth = (gap[token] as number) >> 2
      const isFirst = token === stretch.from && stretch.gap !== null
      sorted.from[at] = from[token] as number
      sorted.to[at] = to[token] as number
      sorted.gap[at] = isFirst ? (stretch.gap as number) + 4 * depth : (gap[token] as number)
      sorted.end[at] = at
      at++
      const closing = end[token] as number
      if (closing > token + 1 && bytes[from[token] as number] === OPEN_OBJECT) {
        waiting.push({ from: closing, to: stretch.to, gap: null }, ...membersOf(tokens, token).reverse())
        break
      }
    }
  }
  return sorted
}

function membersOf({ bytes, from, to, end }: JsonTokens, object: number): Stretch[] {
  const members: { key: string; from: number; to: number }[] = []
  for (let key = object + 1; key < (end[object] as number); ) {
    const next = (end[key + 1] as number) + 1
    members.push({ key: bytes.toString('latin1', from[key], to[key]), from: key, to: next })
    key = next
  }
  members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return members.map((member, place) => ({
    from: member.from,
    to: member.to,
    gap: place === 0 ? gaps.break : gaps.comma,
  }))
}
