/** The offset of the first byte that differs, where one ends that is longer; null: they are the same. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number | null {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at++) if (left[at] !== right[at]) return at
  return left.length === right.length ? null : length
}
