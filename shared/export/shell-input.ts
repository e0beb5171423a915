import { encodeBase64 } from '../request-formats/bytes.ts'

/** How a command gets its body: in a word of its own, or through a pipe. */
export type Input = 'none' | 'word' | 'pipe'

/** Linux takes words of up to 128 KB; a byte can need four characters. */
const LONGEST_WORD = 32_000

/** No word of a command can hold a NUL, and none can be as long as a body. */
export function inputOf(body: Uint8Array): Input {
  if (body.length === 0) return 'none'
  return body.length > LONGEST_WORD || body.includes(0) ? 'pipe' : 'word'
}

/** The command with the body piped into it, if it is to be. */
export function piped(input: Input, body: Uint8Array, command: string): string {
  return input === 'pipe' ? `printf '%s' '${encodeBase64(body)}' | base64 --decode |\n  ${command}` : command
}
