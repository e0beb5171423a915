import type { HeaderPair } from '../event.ts'

/** One header of two requests, side by side; null: that one has none. Names are in the case of the right one. */
export interface ComparedHeader {
  name: string
  left: string | null
  right: string | null
  /** Only the case of the name differs, or its place among the others. */
  isSpelling: boolean
  /** It is another one for every request: what signs it, and what the connection has of its own. */
  isNoise: boolean
}

export interface HeaderComparison {
  different: ComparedHeader[]
  same: ComparedHeader[]
  /** Headers that both have come in another order. */
  reordered: boolean
}

const noisy = /^(?:(?:svix|webhook)-(?:id|timestamp|signature)|content-length|date|host)$/

/** Compares headers by their names; of a name that is repeated, the first belongs to the first. */
export function compareHeaders(left: HeaderPair[], right: HeaderPair[]): HeaderComparison {
  const waiting = new Map<string, number[]>()
  for (const [at, [name]] of left.entries()) {
    const key = name.toLowerCase()
    waiting.set(key, [...(waiting.get(key) ?? []), at])
  }
  const compared: ComparedHeader[] = []
  const places: number[] = []
  for (const [name, value] of right) {
    const at = waiting.get(name.toLowerCase())?.shift()
    const pair = at === undefined ? undefined : left[at]
    if (at !== undefined) places.push(at)
    compared.push({
      name,
      left: pair?.[1] ?? null,
      right: value,
      isSpelling: pair !== undefined && pair[1] === value && pair[0] !== name,
      isNoise: noisy.test(name.toLowerCase()),
    })
  }
  for (const at of [...waiting.values()].flat().sort((a, b) => a - b)) {
    const [name, value] = left[at] as HeaderPair
    compared.push({
      name,
      left: value,
      right: null,
      isSpelling: false,
      isNoise: noisy.test(name.toLowerCase()),
    })
  }
  const isSame = (one: ComparedHeader) => one.left === one.right && !one.isSpelling
  return {
    different: compared.filter((one) => !isSame(one)),
    same: compared.filter(isSame),
    reordered: places.some((place, i) => i > 0 && place < (places[i - 1] as number)),
  }
}
