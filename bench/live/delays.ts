export interface Delays {
  /** Of each event whose row was drawn: from the sender's 200 to the row. */
  drawn: number[]
  /** Of every event: from the sender's 200 until its row, or the row of a newer event, was there. */
  current: number[]
}

/**
 * Sets the times of the 200s against the times of the rows. At a thousand events a second a list that shows
 * thirty of them draws some never: they are pushed off the screen by the batch that brings them. Such an
 * event counts as shown once a newer one is. Ids ascend in the order of arrival.
 */
export function measureDelays(acknowledged: Map<string, number>, rows: Map<string, number>): Delays {
  const delays: Delays = { drawn: [], current: [] }
  let newerDrawnAt = Number.POSITIVE_INFINITY
  for (const [id, at] of [...acknowledged].sort(([a], [b]) => (a < b ? 1 : -1))) {
    const drawnAt = rows.get(id)
    if (drawnAt !== undefined) {
      newerDrawnAt = Math.min(newerDrawnAt, drawnAt)
      delays.drawn.push(drawnAt - at)
    }
    delays.current.push(newerDrawnAt - at)
  }
  return delays
}
