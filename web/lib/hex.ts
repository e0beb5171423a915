export interface HexRow {
  /** Eight hexadecimal digits. */
  offset: string
  /** Two digits a byte, padded with blanks to the full width. */
  hex: string[]
  /** Printable ASCII; a dot for every other byte. */
  ascii: string
}

/** Row `index` of a hex dump with `width` bytes a row. */
export function hexRow(bytes: Uint8Array, index: number, width = 16): HexRow {
  const from = index * width
  const hex: string[] = []
  let ascii = ''
  for (const byte of bytes.subarray(from, from + width)) {
    hex.push(byte.toString(16).padStart(2, '0'))
    ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  while (hex.length < width) hex.push('  ')
  return { offset: from.toString(16).padStart(8, '0'), hex, ascii }
}
