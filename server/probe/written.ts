/** The same JSON as Python's `json.dumps` writes it: with spaces, and in ASCII. For strings without `,"` and `":`. */
export function writtenAsPython(value: unknown): string {
  return ascii(
    JSON.stringify(value, null, 1)
      .replace(/,\n\s*/g, ', ')
      .replace(/\n\s*/g, ''),
  )
}

/** The same JSON with everything escaped that may be: non-ASCII, slashes. */
export function writtenEscaped(value: unknown): string {
  return ascii(JSON.stringify(value)).replaceAll('/', '\\/')
}

function ascii(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
