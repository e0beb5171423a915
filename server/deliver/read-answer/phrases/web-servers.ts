import type { Phrase } from '../phrase.ts'

const nginx = (code: number, words: RegExp, meaning: string): Phrase => ({
  from: 'nginx',
  status: [code],
  words,
  meaning,
})

/** The pages of the servers that stand before a backend. */
export const webServers: readonly Phrase[] = [
  nginx(
    413,
    /413 Request Entity Too Large/,
    'The body is larger than nginx lets through. Raise client_max_body_size for this location.',
  ),
  nginx(
    502,
    /<h1>502 Bad Gateway<\/h1>/,
    'nginx reached no backend. Start it, and compare its port with proxy_pass.',
  ),
  nginx(
    503,
    /<h1>503 Service Temporarily Unavailable<\/h1>/,
    'nginx turned the request away: the backend is down, or a rate limit was met.',
  ),
  nginx(
    504,
    /<h1>504 Gateway Time-out<\/h1>/,
    'The backend took longer than nginx waits. Answer first, and work on the event afterwards.',
  ),
  nginx(
    405,
    /<h1>405 Not Allowed<\/h1>/,
    'nginx serves a file at this path, which takes no POST. Add a location with proxy_pass.',
  ),
  nginx(
    404,
    /<h1>404 Not Found<\/h1>/,
    'nginx has nothing at this path. Add a location with proxy_pass, or compare the path.',
  ),
  nginx(
    403,
    /<h1>403 Forbidden<\/h1>/,
    'nginx does not let the request through: an allow or deny rule, or a folder without index.',
  ),
  nginx(
    400,
    /The plain HTTP request was sent to HTTPS port/,
    'This port speaks HTTPS: write https:// in the target’s URL.',
  ),
  {
    from: 'Apache',
    status: [404],
    words: /The requested URL was not found on this server\.<\/p>\s{0,4}<hr>/,
    meaning:
      'Apache has nothing at this path. Compare the path, and see whether the rewrite rules are in use.',
  },
  {
    from: 'Apache',
    status: [503],
    words: /The server is temporarily unable to service your request due to maintenance downtime/,
    meaning: 'Apache reached no backend. Start it, and compare its port with ProxyPass.',
  },
  {
    from: 'Apache',
    status: [400],
    words: /You're speaking plain HTTP to an SSL-enabled server port/,
    meaning: 'This port speaks HTTPS: write https:// in the target’s URL.',
  },
  {
    from: 'ModSecurity',
    status: [403, 406],
    words: /Mod_?Security/i,
    meaning: 'A firewall rule refused the request. Make an exception for the webhook’s path.',
  },
  {
    from: 'Go',
    status: [400],
    words: /Client sent an HTTP request to an HTTPS server/,
    meaning: 'This port speaks HTTPS: write https:// in the target’s URL.',
  },
  {
    from: 'Caddy',
    status: [502],
    header: ['server', /^Caddy$/i],
    meaning: 'Caddy reached no backend. Start it, and compare its port with reverse_proxy.',
  },
]
