/** A stretch of text as it is, or one character that a reader would not see, named. */
export type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; escape: string; name: string }

// Controls, soft hyphen, invisible and direction-changing characters, private line ends, byte order mark,
// tags, and lone surrogates: what could hide or reorder text on a page.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\u034f|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu

const names: Record<string, string> = {
  '\n': 'line feed',
  '\r': 'carriage return',
  '\t': 'tab',
  '\0': 'null character',
  '\u00ad': 'soft hyphen',
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'byte order mark',
}

const shortEscapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Splits text so that characters which hide or reorder others can be drawn as marked escapes. */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(hidden)) {
    const char = match[0]
    if (isPartOfEmoji(text, match.index, char)) continue
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) })
    const code = codeName(char)
    parts.push({
      kind: 'hidden',
      escape: shortEscapes[char] ?? code,
      name: names[char] ? `${code} ${names[char]}` : code,
    })
    from = match.index + char.length
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}

/** The same as one string, for attributes such as `aria-label` and the page's title. */
export function visibleString(text: string): string {
  return visibleParts(text)
    .map((part) => (part.kind === 'text' ? part.text : part.escape))
    .join('')
}

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A zero width joiner between two pictographs makes one emoji, and hides nothing. */
function isPartOfEmoji(text: string, at: number, char: string): boolean {
  if (char !== '\u200d') return false
  return (
    /\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0f]?$/u.test(text.slice(Math.max(0, at - 6), at)) &&
    /^\p{Extended_Pictographic}/u.test(text.slice(at + 1, at + 3))
  )
}
