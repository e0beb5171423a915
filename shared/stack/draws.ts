/** Draws that look random and follow from a seed. Not for secrets. */
export interface Draws {
  /** At least 0, below 1. */
  fraction(): number
  /** A whole number, at least 0. */
  below(count: number): number
  /** True in this share of all draws. */
  chance(share: number): boolean
  /** @param list at least one */
  pick<T>(list: readonly T[]): T
  /** The same in another order. */
  shuffle<T>(list: readonly T[]): T[]
  /** Of version 4, as Stack makes them. */
  uuid(): string
}

/**
 * The same seed gives the same draws, everywhere. The numbers are those of sfc32 by Chris Doty-Humphrey, which passes
 * PractRand; its 128 bits of state are the seed's text, mixed as MurmurHash3 does.
 */
export function drawsFrom(seed: string): Draws {
  const next = sfc32(stateOf(seed))
  const fraction = () => next() / 2 ** 32
  const below = (count: number) => Math.floor(fraction() * count)
  return {
    fraction,
    below,
    chance: (share) => fraction() < share,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    shuffle: (list) => {
      const mixed = [...list]
      for (let end = mixed.length; end > 1; end--) mixed.push(...mixed.splice(below(end), 1))
      return mixed
    },
    uuid: () => uuidOf([next(), next(), next(), next()]),
  }
}

type State = [number, number, number, number]

/** 32 bits at a time. */
function sfc32([a, b, c, count]: State): () => number {
  const next = () => {
    const sum = (a + b + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first numbers of two states that are alike, are alike.
  for (let i = 0; i < 12; i++) next()
  return next
}

function stateOf(seed: string): State {
  return [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667].map((lane) => {
    let hash = lane
    for (let i = 0; i < seed.length; i++) {
      hash = Math.imul(hash ^ seed.charCodeAt(i), 0xcc9e2d51)
      hash = (hash << 13) | (hash >>> 19)
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return hash ^ (hash >>> 16)
  }) as State
}

function uuidOf(words: number[]): string {
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
