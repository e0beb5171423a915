/**
 * Text without regard to case; the index of the store and every match use this one definition. Folding the
 * parts of a text gives the parts of the folded text: the final sigma, which depends on its place, is none.
 */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ')
}
