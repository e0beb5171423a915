import { type Piece, tooLong } from './lines.ts'

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d]

/** `log.entries` lies this deep: in the file's object, in that of `log`, in the array. */
const ENTRIES_DEPTH = 3
/** A key that is longer is none that is looked for. */
const LONGEST_KEY = 64

/**
 * The entries of a HAR file, numbered from 1. The file is one JSON text, of which it holds one entry of at most
 * `limit` bytes; the rest is passed over. An entry is for the caller to parse: here only its end is found.
 */
export async function* readHarEntries(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Piece> {
  const scan = new Scan(limit)
  for await (const chunk of source) yield* scan.read(chunk)
  yield* scan.end()
}

class Scan {
  readonly #limit: number
  /** How many entries began. */
  #number = 0
  #depth = 0
  #inString = false
  #escaped = false
  /** The text that is being read at depth 1 and 2, where it may be a key. */
  #text = ''
  /** The last key at depth 1, then at depth 2. */
  readonly #keys = ['', '']
  #inEntries = false
  #seenEntries = false
  #inEntry = false
  #parts: Buffer[] = []
  #size = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  *read(chunk: Buffer): Generator<Piece> {
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (this.#inString) {
        this.#readString(byte)
        continue
      }
      if (this.#inEntries && this.#depth === ENTRIES_DEPTH) {
        const ends = byte === COMMA || byte === CLOSE_ARRAY
        if (ends && this.#inEntry) {
          this.#add(chunk.subarray(from, at))
          yield this.#take()
        } else if (!ends && !this.#inEntry && byte > 0x20) {
          this.#inEntry = true
          this.#number++
          from = at
        }
      }
      this.#readStructure(byte)
    }
    if (this.#inEntry) this.#add(chunk.subarray(from))
  }

  /** What is wrong with a file that ends here. */
  *end(): Generator<Piece> {
    const number = this.#inEntry ? this.#number : this.#number + 1
    if (this.#depth > 0 || this.#inString) {
      yield { number, problem: 'The file ends here, in the middle. What should follow is missing.' }
    } else if (!this.#seenEntries) {
      yield { number, problem: 'This is no HAR file: it has no list of entries in “log”.' }
    }
  }

  #readString(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) {
      this.#inString = false
      return
    }
    if (this.#depth < ENTRIES_DEPTH && this.#text.length < LONGEST_KEY)
      this.#text += String.fromCharCode(byte)
  }

  #readStructure(byte: number): void {
    switch (byte) {
      case QUOTE:
        this.#inString = true
        this.#text = ''
        return
      case COLON:
        if (this.#depth < ENTRIES_DEPTH) this.#keys[this.#depth - 1] = this.#text
        return
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        this.#depth++
        if (this.#depth === ENTRIES_DEPTH && byte === OPEN_ARRAY && this.#isEntries()) {
          this.#inEntries = true
          this.#seenEntries = true
        }
        return
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        if (this.#depth === ENTRIES_DEPTH) this.#inEntries = false
        this.#depth--
    }
  }

  #isEntries(): boolean {
    return this.#keys[0] === 'log' && this.#keys[1] === 'entries'
  }

  #add(part: Buffer): void {
    this.#size += part.length
    if (this.#size <= this.#limit) this.#parts.push(part)
    else this.#parts = []
  }

  #take(): Piece {
    const number = this.#number
    const bytes = Buffer.concat(this.#parts)
    const whole = this.#size <= this.#limit
    this.#parts = []
    this.#size = 0
    this.#inEntry = false
    return whole ? { number, bytes } : { number, problem: tooLong(this.#limit) }
  }
}
