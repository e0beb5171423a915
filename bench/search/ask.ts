/** How long an answer took. */
export interface Answered {
  /** Until the first answer, which may tell of a part only. */
  firstMs: number
  /** Until the question was answered whole. */
  wholeMs: number
  /** Requests that it took. */
  parts: number
}

interface Answer {
  complete: boolean
  nextCursor: number | null
  histogram?: { from: number; bucketMs: number; counts: unknown[] } | null
}

/** Asks the API until the answer is complete, or the page is full, as a client does. */
export async function askWhole(url: string, path: string): Promise<Answered> {
  const begunAt = performance.now()
  let next: string | null = path
  let firstMs = 0
  let parts = 0
  while (next !== null) {
    const answer: Answer = await getJson(`${url}${next}`)
    parts++
    if (parts === 1) firstMs = performance.now() - begunAt
    next = answer.complete ? null : partAfter(path, answer)
  }
  return { firstMs, wholeMs: performance.now() - begunAt, parts }
}

async function getJson(url: string): Promise<Answer> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`${url}: ${await reply.text()}`)
  return (await reply.json()) as Answer
}

function partAfter(path: string, { nextCursor, histogram }: Answer): string {
  const rest = new URLSearchParams({ cursor: String(nextCursor) })
  if (histogram) {
    rest.set('from', String(histogram.from))
    rest.set('to', String(histogram.from + histogram.counts.length * histogram.bucketMs))
    rest.set('bucket', String(histogram.bucketMs))
  }
  return `${path}&${rest}`
}
