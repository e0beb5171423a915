import type { Suspect } from './suspect.ts'
import { withLineEnds } from './white-space.ts'

const LF = Buffer.from('\n')
const CRLF = Buffer.from('\r\n')
const NONE = Buffer.alloc(0)

/** As long as hashing this often. */
const COST = 4

export const bodyNewlines: Suspect = {
  code: 'body_newlines',
  title: () => 'line ends of the body were changed',
  explanation: () =>
    'The signature matches once a line end is added, removed or written otherwise (LF or CRLF). An editor, a shell or a tool that treats the body as lines of text did that.',
  fix: () =>
    'Send and read the body as bytes. With curl use --data-binary, not -d; save captured bodies without a final line end; keep git from changing line ends of fixtures (.gitattributes: *.json -text).',
  *bodies(body, budget) {
    if (body.at(-1) === 0x0a) yield body.subarray(0, body.at(-2) === 0x0d ? -2 : -1)
    for (const end of [LF, CRLF]) if (budget.spend(body.length)) yield Buffer.concat([body, end])
    if (!body.includes(LF)) return
    // curl -d drops every line end of a file.
    for (const end of [LF, CRLF, NONE]) if (budget.spend(COST * body.length)) yield withLineEnds(body, end)
  },
}
