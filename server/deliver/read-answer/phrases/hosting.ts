import type { Phrase } from '../phrase.ts'

const vercelProtected =
  'Vercel protects this deployment, and nothing reached the handler. Give the target a header of its own, x-vercel-protection-bypass, with the secret from Protection Bypass for Automation, or send to the production domain.'
const cloudflareDown =
  'Cloudflare reached no working backend. See whether the origin server runs and lets Cloudflare in.'

/** Platforms that answer before the handler, or in its place. */
export const hosting: readonly Phrase[] = [
  { from: 'Vercel', status: [401], header: ['set-cookie', /_vercel_sso_nonce=/], meaning: vercelProtected },
  { from: 'Vercel', status: [401], words: /vercel\.com\/sso-api/, meaning: vercelProtected },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /^DEPLOYMENT_NOT_FOUND/],
    meaning: 'Vercel has no deployment at this host name. Take the URL from the project’s list of domains.',
  },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /^FUNCTION_INVOCATION_TIMEOUT/],
    meaning: 'The function took longer than Vercel lets it. Answer first, and work on the event afterwards.',
  },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /^(?:FUNCTION_INVOCATION_FAILED|INTERNAL_)/],
    meaning: 'The function threw, or could not be started. Vercel’s log of the function has the error.',
  },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /^FUNCTION_PAYLOAD_TOO_LARGE/],
    meaning: 'The body is larger than a function on Vercel takes.',
  },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /^NOT_FOUND/],
    meaning: 'The deployment has nothing at this path. Compare the path with the application’s routes.',
  },
  {
    from: 'Vercel',
    header: ['x-vercel-error', /./],
    meaning: 'Vercel answered, not the handler. Its documentation explains the code.',
  },

  {
    from: 'Cloudflare',
    header: ['cf-mitigated', /challenge/],
    meaning:
      'Cloudflare wants proof of a browser before it lets a request through. Make a rule that skips it for the webhook’s path.',
  },
  {
    from: 'Cloudflare',
    words: /Attention Required! \| Cloudflare|Sorry, you have been blocked/,
    meaning: 'Cloudflare’s firewall blocked the request. Make a rule that skips it for the webhook’s path.',
  },
  {
    from: 'Cloudflare',
    status: [520, 521, 522, 523, 524, 525, 526, 530],
    header: ['server', /^cloudflare$/i],
    meaning: cloudflareDown,
  },
  {
    from: 'Cloudflare Workers',
    words: /error code: 1101\b|Worker threw exception/i,
    meaning: 'The Worker threw. Its log, wrangler tail, has the error.',
  },

  {
    from: 'AWS API Gateway',
    status: [403],
    words: /"message":\s?"Missing Authentication Token"/,
    meaning:
      'API Gateway has no route for this method and path. Compare them, and the name of the stage in the path.',
  },
  {
    from: 'AWS API Gateway',
    status: [502],
    header: ['x-amzn-errortype', /InternalServerErrorException/],
    meaning:
      'The function threw, or answered in a form that API Gateway cannot read. CloudWatch has its log.',
  },
  {
    from: 'Heroku',
    words: /herokucdn\.com\/error-pages\/(?:application-error|no-such-app)/,
    meaning:
      'Heroku answered, not the handler: the application crashed, or there is none of this name. heroku logs --tail has more.',
  },
  {
    from: 'Railway',
    header: ['x-railway-fallback', /true/],
    meaning: 'Railway reached no application: it is not running, or listens on another port than PORT.',
  },
  {
    from: 'Netlify',
    status: [404],
    words: /Not Found - Request ID: [0-9A-Za-z]{1,40}/,
    meaning:
      'The site has nothing at this path. A function answers at /.netlify/functions/NAME, or where netlify.toml says.',
  },
]
