import type { Phrase } from '../phrase.ts'

const from = 'HTTP'

/** What a status says by itself. Those that handlers answer for reasons of their own, 400, 401, 403 and 500, are left out. */
export const http: readonly Phrase[] = [
  {
    from,
    status: [404],
    meaning:
      'The server answers, and has nothing at this path, or the handler found nothing. Compare the path with the handler’s route.',
  },
  {
    from,
    status: [405],
    header: ['allow', /./],
    meaning:
      'The path is there, and does not take this method. Compare the method with those in the Allow header.',
  },
  {
    from,
    status: [405],
    meaning: 'The path is there, and does not take this method. Webhooks are sent by POST.',
  },
  {
    from,
    status: [407, 511],
    meaning: 'A proxy on the way wants a login; the request did not reach the handler.',
  },
  { from, status: [411], meaning: 'The server wants to know the length of the body before it comes.' },
  {
    from,
    status: [413],
    meaning: 'The body is larger than the server takes. Raise its limit for this path.',
  },
  {
    from,
    status: [415],
    meaning:
      'The server does not take this content type or content encoding. Webhooks are application/json; take the raw body whatever its type.',
  },
  {
    from,
    status: [421],
    meaning: 'The server does not answer for this host name. Compare the host in the target’s URL.',
  },
  { from, status: [426], meaning: 'The server wants another protocol than HTTP/1.1.' },
  {
    from,
    status: [429],
    header: ['retry-after', /./],
    meaning:
      'The server was asked too often. Its Retry-After header says when to try again; lower the requests in flight.',
  },
  {
    from,
    status: [429],
    meaning: 'The server was asked too often. Lower the rate, or the requests in flight.',
  },
  { from, status: [431], meaning: 'The headers are larger than the server takes.' },
  {
    from,
    status: [500],
    words: /^\s*Internal Server Error\s*$/i,
    meaning: 'The handler failed, and did not say of what. Its log has the error.',
  },
  {
    from,
    status: [501],
    meaning: 'The server does not know this method. Python’s http.server, for one, wants a do_POST.',
  },
  {
    from,
    status: [502],
    meaning: 'A proxy before the handler reached no working backend. Start it, and compare its port.',
  },
  {
    from,
    status: [503],
    meaning: 'The server takes no requests now: it is starting, overloaded or down for maintenance.',
  },
  {
    from,
    status: [504],
    meaning:
      'A proxy before the handler waited in vain for its answer. Answer first, and work on the event afterwards.',
  },
]
