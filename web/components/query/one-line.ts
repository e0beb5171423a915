/** A text as it stands in a field of one line: line ends and tabs become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ')
}
