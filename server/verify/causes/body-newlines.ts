import type { Suspect } from './suspect.ts'

const LF = Buffer.from('\n')
const CRLF = Buffer.from('\r\n')

export const bodyNewlines: Suspect = {
  code: 'body_newlines',
  title: () => 'line ends of the body were changed',
  explanation: () =>
    'The signature matches once a line end is added, removed or written otherwise (LF or CRLF). An editor, a shell or a tool that treats the body as lines of text did that.',
  fix: () =>
    'Send and read the body as bytes. With curl use --data-binary, not -d; save captured bodies without a final line end; keep git from changing line ends of fixtures (.gitattributes: *.json -text).',
  *bodies(body) {
    if (body.at(-1) === 0x0a) yield body.subarray(0, body.at(-2) === 0x0d ? -2 : -1)
    yield Buffer.concat([body, LF])
    yield Buffer.concat([body, CRLF])
    const text = body.toString('latin1')
    if (text.includes('\r\n')) yield Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1')
    if (/(?<!\r)\n/.test(text)) yield Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1')
    // curl -d drops every line end of a file.
    if (/[\r\n]/.test(text)) yield Buffer.from(text.replace(/[\r\n]/g, ''), 'latin1')
  },
}
