import type { Suspect } from './suspect.ts'
import { trimmed } from './white-space.ts'

export const bodyWhitespace: Suspect = {
  code: 'body_whitespace',
  title: () => 'white space was added around the body',
  explanation: () => 'The signature matches the body without the white space at its beginning and end.',
  fix: () =>
    'Pass the body on as it came: look for templates, logs or shell variables that put spaces or line ends around it.',
  *bodies(body, budget) {
    const bare = trimmed(body)
    if (bare.length < body.length) yield bare
    if (budget.spend(body.length)) yield Buffer.concat([body, Buffer.from(' ')])
  },
}
