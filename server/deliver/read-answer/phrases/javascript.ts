import type { Phrase } from '../phrase.ts'

const noRoute =
  'The application has no route for this method and path. Compare both, and the prefix that a router was mounted under.'
const hostBlocked = 'The development server does not take requests for this host name.'
const parserTooLarge =
  'The body is larger than the body parser takes. Give the webhook’s route a raw parser of its own, with a limit of 1 MB.'
const parserBadJson =
  'A JSON parser before the handler could not read the body. Verification needs the raw body anyhow: take it before anything parses it.'

/** Express, Fastify, NestJS, Hono, Koa, and the servers of the newer frameworks. */
export const javascript: readonly Phrase[] = [
  { from: 'Express', status: [404], words: /<pre>Cannot [A-Z]{1,20} [^<\n]{1,300}<\/pre>/, meaning: noRoute },
  {
    from: 'NestJS',
    status: [404],
    words: /"message":\s?"Cannot [A-Z]{1,20} [^"\n]{1,300}"/,
    meaning: noRoute,
  },
  {
    from: 'Express',
    status: [413],
    words: /PayloadTooLargeError: request entity too large/,
    meaning: parserTooLarge,
  },
  { from: 'body-parser', status: [413], words: /request entity too large/, meaning: parserTooLarge },
  {
    from: 'body-parser',
    status: [415],
    words:
      /unsupported charset "[^"\n]{0,60}"|content encoding unsupported|unsupported content encoding "[^"\n]{0,60}"/,
    meaning:
      'The body parser does not take this charset or content encoding. Take the raw body: express.raw({ type: () => true }).',
  },
  {
    from: 'body-parser',
    words: /stream is not readable|stream encoding should not be set/,
    meaning: 'Two parsers read the same body: the first left nothing for the second. Read the raw body once.',
    causes: ['body_empty'],
  },
  {
    from: 'body-parser',
    status: [400],
    words: /request size did not match content length/,
    meaning: 'Fewer bytes arrived than the request announced: something on the way cut the body.',
  },
  {
    from: 'a JSON parser in JavaScript',
    status: [400],
    words: /SyntaxError: (?:Unexpected|Expected|Bad|Unterminated|Invalid)[^<\n]{0,160}/,
    meaning: parserBadJson,
    causes: ['body_reserialized'],
  },
  {
    from: 'a JSON parser in JavaScript',
    status: [400],
    words: /^\s*Invalid JSON\s*$/,
    meaning:
      'A parser before the handler could not read the body as JSON. Verification needs the raw body anyhow; in the pages router of Next.js: export const config = { api: { bodyParser: false } }.',
    causes: ['body_reserialized'],
  },
  {
    from: 'NestJS',
    status: [400],
    words: /"message":\s?\[\s?"[^"\n]{1,200}(?:should not exist|must be|should not be empty)[^"\n]{0,100}"/,
    meaning:
      'A ValidationPipe refused the payload before the handler. Take the payload without a DTO, from the raw body.',
  },
  {
    from: 'NestJS',
    status: [500],
    words: /\{"statusCode":500,"message":"Internal server error"\}/,
    meaning:
      'The handler threw. Its log has the error; where rawBody is undefined, NestFactory.create lacks { rawBody: true }.',
  },

  { from: 'Fastify', status: [404], words: /Route [A-Z]{1,20}:[^"\n]{1,300} not found/, meaning: noRoute },
  {
    from: 'Fastify',
    words: /FST_ERR_CTP_INVALID_MEDIA_TYPE/,
    meaning:
      'Fastify has no parser for this content type. Add one that keeps the bytes: addContentTypeParser("*", { parseAs: "buffer" }, …).',
  },
  {
    from: 'Fastify',
    words: /FST_ERR_CTP_BODY_TOO_LARGE/,
    meaning: 'The body is larger than Fastify takes. Raise bodyLimit for this route.',
  },
  {
    from: 'Fastify',
    words: /FST_ERR_CTP_EMPTY_JSON_BODY/,
    meaning: 'Fastify’s JSON parser found the body empty.',
    causes: ['body_empty'],
  },
  {
    from: 'Fastify',
    words: /FST_ERR_CTP_INVALID_JSON_BODY/,
    meaning:
      'Fastify’s JSON parser could not read the body. Verification needs the raw body anyhow: add a content type parser with parseAs: "buffer".',
    causes: ['body_reserialized'],
  },
  {
    from: 'Fastify',
    words: /FST_ERR_VALIDATION/,
    meaning: 'The payload does not fit the schema of the route. The message names the property.',
  },
  {
    from: 'Fastify',
    words: /FST_ERR_[A-Z_]{1,60}/,
    meaning: 'Fastify refused the request or the reply. Its documentation explains the code.',
  },

  { from: 'Hono', status: [404], words: /^\s*404 Not Found\s*$/, meaning: noRoute },
  {
    from: 'Hono',
    status: [400],
    words: /^\s*Malformed JSON in request body\s*$/,
    meaning: 'A validator before the handler could not parse the body as JSON.',
  },

  {
    from: 'Koa',
    status: [400],
    words: /invalid JSON, only supports object and array/,
    meaning: parserBadJson,
    causes: ['body_reserialized'],
  },

  {
    from: 'Vite',
    status: [403],
    words: /Blocked request\. This host \([^)\n]{1,260}\) is not allowed/,
    meaning: `${hostBlocked} Add it to server.allowedHosts in vite.config, or send to the backend’s own port.`,
  },
  {
    from: 'webpack-dev-server',
    words: /^\s*Invalid Host(?:\/Origin)? header\s*$/,
    meaning: `${hostBlocked} Add it to allowedHosts, or send to the backend’s own port.`,
  },
  {
    from: 'SvelteKit',
    status: [403],
    words: /Cross-site [A-Z]{1,10} form submissions are forbidden/,
    meaning:
      'It was taken for a form from another site: the content type is one of forms. Send application/json.',
  },
  {
    from: 'SvelteKit',
    status: [405],
    words: /[A-Z]{1,10} method not allowed/,
    meaning: 'The path is there, and +server.ts does not export this method.',
  },
  {
    from: 'React Router',
    words: /You made a [A-Z]{1,10} request to "[^"\n]{1,300}" but did not provide an `action`/,
    meaning: 'The route has no action, which answers POST. Export one.',
  },
  {
    from: 'Nuxt',
    status: [404],
    words: /Cannot find any (?:path|route) matching [^"<\n]{1,300}/,
    meaning:
      'The application has no route at this path. It comes from the files: server/api/webhooks.post.ts answers POST /api/webhooks.',
  },
]
