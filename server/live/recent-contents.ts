import type { EventContent } from '../../shared/query/query.ts'

/** The contents of the newest events, for queries that ask for them. The oldest go when they are too many. */
export class RecentContents {
  readonly #maxBytes: number
  readonly #contents = new Map<number, EventContent>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  push(seq: number, content: EventContent): void {
    this.#contents.set(seq, content)
    this.#bytes += sizeOf(content)
    this.#dropWhile(() => this.#bytes > this.#maxBytes)
  }

  dropUpTo(seq: number): void {
    this.#dropWhile((oldest) => oldest <= seq)
  }

  get(seq: number): EventContent | null {
    return this.#contents.get(seq) ?? null
  }

  clear(): void {
    this.#contents.clear()
    this.#bytes = 0
  }

  #dropWhile(isToGo: (oldest: number) => boolean): void {
    for (const [oldest, content] of this.#contents) {
      if (!isToGo(oldest)) break
      this.#contents.delete(oldest)
      this.#bytes -= sizeOf(content)
    }
  }
}

/** Header pairs count as what they take at least. */
function sizeOf({ headers, body }: EventContent): number {
  return body.byteLength + headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
}
