import type { Phrase } from '../phrase.ts'

const status = [301, 302, 303, 307, 308]

/** Where an answer leads that is no answer. Svix follows none of them either. */
export const redirects: readonly Phrase[] = [
  {
    from: 'a login guard',
    status,
    header: ['location', /(?:^|[/=._-])(?:(?:sign|log)[-_]?in|sso)\b/i],
    meaning:
      'The request was led to a page to sign in: middleware protects this path. Leave the webhook’s path out of what it protects; its signature is its proof.',
  },
  {
    from: 'a redirect',
    status,
    header: ['location', /./],
    meaning:
      'The path leads elsewhere, and webhooks are not led on. Give the target the final URL: compare https, www and the slash at the end.',
  },
]
