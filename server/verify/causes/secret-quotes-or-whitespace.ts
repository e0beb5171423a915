import { keyOfText, keysOfOwn } from './keys.ts'
import type { Suspect } from './suspect.ts'

const around = /^[\s"'`“”]+|[\s"'`“”]+$/g

export const secretQuotesOrWhitespace: Suspect = {
  code: 'secret_quotes_or_whitespace',
  title: ({ secret }) => `the secret “${secret?.label}” has quotes or spaces around it`,
  explanation: ({ secret }) =>
    `Without the quotes, spaces or line ends around it, “${secret?.label}” (${secret?.hint}) makes this signature.`,
  fix: () =>
    'Store the secret without quotes, spaces and line ends. In a .env file write STACK_WEBHOOK_SECRET=whsec_… and nothing else on the line; some readers (Docker, systemd) keep quotes as part of the value.',
  keys: (facts) =>
    keysOfOwn(facts, (text) => {
      const bare = text.replace(around, '').replace(/^whsec_\s+/, 'whsec_')
      return [bare === text ? null : keyOfText(bare)]
    }),
}
