import type { Suspect } from './suspect.ts'

export const bodyWhitespace: Suspect = {
  code: 'body_whitespace',
  title: () => 'white space was added around the body',
  explanation: () => 'The signature matches the body without the white space at its beginning and end.',
  fix: () =>
    'Pass the body on as it came: look for templates, logs or shell variables that put spaces or line ends around it.',
  *bodies(body) {
    const text = body.toString('latin1')
    const trimmed = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
    if (trimmed !== text) yield Buffer.from(trimmed, 'latin1')
    yield Buffer.concat([body, Buffer.from(' ')])
  },
}
