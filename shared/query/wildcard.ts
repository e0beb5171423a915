import type { Pattern } from './ast.ts'

/** Whether a pattern fits the whole of a text. Linear in the text, however many `*` there are. */
export function matchPattern({ text: pattern, wildcard }: Pattern, text: string): boolean {
  if (!wildcard) return pattern === text
  const [first = '', ...parts] = pattern.split('*')
  const last = parts.pop() ?? ''
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - at >= last.length && text.endsWith(last)
}
