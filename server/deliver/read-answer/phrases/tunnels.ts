import type { Phrase } from '../phrase.ts'

const offline =
  'The tunnel is not running, or has another address by now. Start it, and compare its address with the target’s URL.'
const nobodyBehind =
  'The tunnel runs, and nothing answers behind it. Start the backend, and compare its port with the one the tunnel was given.'

export const tunnels: readonly Phrase[] = [
  { from: 'ngrok', words: /ERR_NGROK_3200\b/, meaning: offline },
  { from: 'ngrok', header: ['ngrok-error-code', /^ERR_NGROK_3200$/], meaning: offline },
  {
    from: 'ngrok',
    words: /ERR_NGROK_3004\b/,
    meaning: 'What answers behind the tunnel does not speak HTTP: compare the port, and http with https.',
  },
  { from: 'ngrok', words: /ERR_NGROK_8012\b/, meaning: nobodyBehind },
  { from: 'ngrok', header: ['ngrok-error-code', /^ERR_NGROK_8012$/], meaning: nobodyBehind },
  {
    from: 'ngrok',
    words: /ERR_NGROK_6024\b/,
    meaning:
      'ngrok shows its warning for browsers. Give the target a header of its own: ngrok-skip-browser-warning: 1.',
  },
  {
    from: 'ngrok',
    header: ['ngrok-error-code', /^ERR_NGROK_\d{1,6}$/],
    meaning: 'ngrok answered, not the backend. Its documentation explains the code.',
  },
  {
    from: 'ngrok',
    words: /ERR_NGROK_\d{1,6}\b/,
    meaning: 'ngrok answered, not the backend. Its documentation explains the code.',
  },
  { from: 'localtunnel', words: /503 - Tunnel Unavailable/, meaning: offline },
  {
    from: 'localtunnel',
    status: [511],
    words: /loca\.lt|localtunnel/,
    meaning:
      'localtunnel shows its warning for browsers. Give the target a header of its own: bypass-tunnel-reminder: 1.',
  },
  { from: 'Cloudflare Tunnel', words: /(?:error code:|Error) 1033\b/i, meaning: offline },
]
