import type { HeaderPair } from '../../../../shared/event.ts'
import { connectionHeaders, headerProblem } from '../../../../shared/target.ts'

/** The headers that can be edited, one a line: not the connection's, nor those that sign. */
export function headerLines(headers: readonly HeaderPair[]): string {
  return headers
    .filter(([name]) => !isOurs(name))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}

/** What was typed as pairs, in its order and case, and what is wrong with it by line. */
export function readHeaderLines(text: string): { headers: HeaderPair[]; problems: string[] } {
  const headers: HeaderPair[] = []
  const problems: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const name = colon < 0 ? line.trim() : line.slice(0, colon).trim()
    const value = colon < 0 ? '' : line.slice(colon + 1).trim()
    const problem =
      colon < 0 ? 'a name, a colon and a value are wanted, such as X-Env: dev.' : headerProblem(name, value)
    if (problem === null) headers.push([name, value])
    else problems.push(`Line ${index + 1}: ${problem}`)
  }
  return { headers, problems }
}

const signature = /^(svix|webhook)-(id|timestamp|signature)$/i

function isOurs(name: string): boolean {
  const lower = name.toLowerCase()
  return signature.test(lower) || (connectionHeaders as readonly string[]).includes(lower)
}
