/** How the lines of a text end. The editor breaks lines at `separator`, and keeps every other end as a character. */
export interface LineEnds {
  separator: '\n' | '\r\n'
  /** What a reader should know: the text has other ends too. Null: it has none. */
  note: string | null
}

/** Nothing is normalised: what the editor gives back is, byte for byte, what it was given. */
export function lineEndsOf(text: string): LineEnds {
  const pairs = count(text, /\r\n/g)
  const feeds = count(text, /\n/g) - pairs
  const returns = count(text, /\r/g) - pairs
  if (pairs > 0 && feeds === 0 && returns === 0) return { separator: '\r\n', note: null }
  if (pairs === 0 && returns === 0) return { separator: '\n', note: null }
  return {
    separator: '\n',
    note: 'The lines of this body end in different ways. Each carriage return is shown as a mark and is sent as it stands; lines that you add end with a line feed.',
  }
}

/** What is pasted takes the line ends of the text it comes into. */
export function withLineEnds(text: string, separator: string): string {
  return text.replace(/\r\n?|\n/g, separator)
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0
}
