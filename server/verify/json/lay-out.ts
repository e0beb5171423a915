import { gaps, type JsonTokens } from './tokens.ts'

/** The white space of a JSON text. */
export interface JsonLayout {
  /** One level of indentation, a character repeated; null: all on one line. */
  indent: string | null
  /** Between members on one line. */
  comma: ',' | ', '
  colon: ':' | ': '
}

/** Copying fewer bytes than this one by one is quicker than asking the buffer to do it. */
const FEW = 48
/** This kind of gap and the next one end a line, where there are lines. */
const LINE_END: number = gaps.comma

/**
 * How many bytes the tokens take in a layout. Ask before writing: ten thousand levels, indented, are a hundred
 * million spaces.
 */
export function laidOutLength({ count, from, to, gap }: JsonTokens, layout: JsonLayout): number {
  const { lengths } = separatorsOf(layout)
  const step = layout.indent?.length ?? 0
  let length = 0
  for (let i = 0; i < count; i++) {
    const before = gap[i] as number
    length += (to[i] as number) - (from[i] as number) + (lengths[before & 3] as number)
    if ((before & 3) >= LINE_END) length += step * (before >> 2)
  }
  return length
}

/** Writes the tokens in a layout, `length` bytes as `laidOutLength` says. */
export function layOut(
  { bytes, count, from, to, gap }: JsonTokens,
  layout: JsonLayout,
  length: number,
): Buffer {
  const { lengths, firsts, seconds } = separatorsOf(layout)
  const fill = layout.indent?.charCodeAt(0) ?? 0
  const step = layout.indent?.length ?? 0
  const written = Buffer.allocUnsafe(length)
  let at = 0
  for (let i = 0; i < count; i++) {
    const before = gap[i] as number
    const kind = before & 3
    if ((lengths[kind] as number) > 0) written[at++] = firsts[kind] as number
    if ((lengths[kind] as number) > 1) written[at++] = seconds[kind] as number
    if (kind >= LINE_END) {
      const end = at + step * (before >> 2)
      if (end - at > FEW) written.fill(fill, at, end)
      else for (let j = at; j < end; j++) written[j] = fill
      at = end
    }
    const start = from[i] as number
    const end = to[i] as number
    if (end - start > FEW) at += bytes.copy(written, at, start, end)
    else for (let j = start; j < end; j++) written[at++] = bytes[j] as number
  }
  return written
}

/** What is written for each kind of gap, at most two bytes; the indentation comes after it. */
function separatorsOf({ indent, comma, colon }: JsonLayout) {
  const texts: Record<keyof typeof gaps, string> = {
    none: '',
    colon,
    comma: indent === null ? comma : ',\n',
    break: indent === null ? '' : '\n',
  }
  const inOrder = [texts.none, texts.colon, texts.comma, texts.break]
  return {
    lengths: Uint8Array.from(inOrder, (text) => text.length),
    firsts: Uint8Array.from(inOrder, (text) => text.charCodeAt(0)),
    seconds: Uint8Array.from(inOrder, (text) => text.charCodeAt(1)),
  }
}
