/** A query that cannot be read: what was expected, and the stretch of the text concerned in UTF-16 units. */
export class QueryError extends Error {
  readonly at: number
  readonly length: number
  constructor(message: string, at: number, length: number) {
    super(message)
    this.name = 'QueryError'
    this.at = at
    this.length = length
  }

  /** The message and its place, for readers who do not see the text. */
  get placed(): string {
    return `At character ${this.at + 1}: ${this.message}`
  }
}
