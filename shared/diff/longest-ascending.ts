/** The longest ascending run of numbers of which none is twice, skipping others: what did not move. */
export function longestAscending(numbers: number[]): Set<number> {
  /** Of the runs of each length, where the one is that ends lowest. */
  const ends: number[] = []
  const before: number[] = []
  for (const [at, number] of numbers.entries()) {
    const length = firstAtLeast(ends, numbers, number)
    before.push(length === 0 ? -1 : (ends[length - 1] as number))
    ends[length] = at
  }
  const run = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) run.add(numbers[at] as number)
  return run
}

function firstAtLeast(ends: number[], numbers: number[], number: number): number {
  let [from, to] = [0, ends.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((numbers[ends[middle] as number] as number) >= number) to = middle
    else from = middle + 1
  }
  return from
}
