import type { Phrase } from '../phrase.ts'

const noRoute =
  'The server has no route for this method and path. Compare both, down to the slash at the end.'

/** Go's routers, and Phoenix. */
export const go: readonly Phrase[] = [
  { from: 'Go', status: [404], words: /^\s*404 page not found\s*$/, meaning: noRoute },
  {
    from: 'Gin',
    status: [405],
    words: /^\s*405 method not allowed\s*$/,
    meaning: 'The path is there, and does not take this method.',
  },
  { from: 'Fiber', status: [404, 405], words: /^\s*Cannot [A-Z]{1,20} \/[^<\n]{0,300}$/, meaning: noRoute },
  {
    from: 'gorilla/csrf',
    status: [403],
    words: /Forbidden - (?:CSRF token|referer|origin) [^<\n]{1,80}/,
    meaning: 'A CSRF middleware wants a token, which webhooks have not. Mount the webhook outside of it.',
  },
  {
    from: 'Phoenix',
    words: /no route found for [A-Z]{1,20} \/[^<\n]{0,300}/,
    meaning: 'Phoenix has no route for this method and path. mix phx.routes lists those there are.',
  },
  {
    from: 'Phoenix',
    words: /invalid CSRF \(Cross Site Request Forgery\) token|Plug\.CSRFProtection\.InvalidCSRFTokenError/,
    meaning:
      'Phoenix wants a CSRF token, which webhooks have not. Pipe the route through :api instead of :browser.',
  },
]
