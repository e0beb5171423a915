import helmet from '@fastify/helmet'
import websocket from '@fastify/websocket'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { isApi, refuseForeignPages } from './access/same-origin.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { endIdleConnections } from './connections.ts'
import type { AppContext } from './context.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { diagnoseRoutes } from './diagnose/routes.ts'
import { diffRoute } from './diff/routes.ts'
import { endpointRoutes } from './endpoints/routes.ts'
import { entityRoutes } from './entities/routes.ts'
import { handleError } from './errors.ts'
import { eventRoutes } from './events/routes.ts'
import { healthRoutes, infoRoute } from './health/routes.ts'
import { ingestRoute, routeIngest } from './ingest/route.ts'
import { createHub } from './live/hub.ts'
import { liveRoute } from './live/route.ts'
import { messageRoutes } from './messages/routes.ts'
import { pageRoutes } from './page/routes.ts'
import { probeRoutes } from './probes/routes.ts'
import { limitReceiving } from './receiving.ts'
import { replayRoutes } from './replays/routes.ts'
import { retentionRoute } from './retention/routes.ts'
import { reverifyRoute } from './reverify/routes.ts'
import { sampleRoutes } from './samples/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { targetRoutes } from './targets/routes.ts'
import { transferRoutes } from './transfer/routes.ts'
import { viewRoutes } from './views/routes.ts'

/** A Fastify whose routes take and give what their zod schemas say. */
export type ApiServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** Builds the server: ingest and health by themselves, free of all that guards the page; then the API, the stream, the page. */
export async function buildApp(ctx: AppContext): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: ctx.log,
    logController: new LogController({ disableRequestLogging: true }),
    rewriteUrl: (request) => routeIngest(request.url ?? '/'),
    forceCloseConnections: 'idle',
    // By limitReceiving, which lets imports take as long as they need.
    requestTimeout: 0,
    http: { maxHeaderSize: 64 * 1024 },
    // Ids of entities are three parts of 256 characters at most, and those of messages are their senders'.
    routerOptions: { maxParamLength: 4096 },
  })
  // Node drops headers beyond its limit without a word; their size is limited, that is enough.
  app.server.maxHeadersCount = 0
  app.setErrorHandler(handleError)
  endIdleConnections(app)
  limitReceiving(app)

  // A subscription's query may have 2,000 characters, of up to four bytes each.
  await app.register(websocket, { options: { maxPayload: 16 * 1024 } })
  await app.register(async (scope) => ingestRoute(scope, ctx))
  await app.register(async (scope) => healthRoutes(scope, ctx))
  await app.register(async (scope) => {
    const api = scope.withTypeProvider<ZodTypeProvider>()
    api.setValidatorCompiler(validatorCompiler)
    api.setSerializerCompiler(serializerCompiler)
    api.addHook('onRequest', (request) => refuseForeignPages(ctx, request))
    await api.register(helmet, {
      contentSecurityPolicy,
      strictTransportSecurity: false,
      // With none, browsers hide from us that our own forms are ours.
      referrerPolicy: { policy: 'same-origin' },
    })
    api.addHook('onSend', async (request, reply) => {
      if (isApi(request)) reply.header('cache-control', 'no-store')
    })

    const hub = createHub(ctx)
    app.addHook('preClose', async () => hub.close())
    // Whoever waits for a run must hear of the stop: open requests are waited for.
    app.addHook('preClose', () => ctx.reverifier.close())
    // Samples to our own endpoints would go nowhere.
    app.addHook('preClose', () => ctx.sampler.close())
    app.addHook('preClose', async () => ctx.worker.stopWaiting())
    infoRoute(api, ctx)
    endpointRoutes(api, ctx)
    catalogueRoutes(api, ctx)
    eventRoutes(api, ctx)
    entityRoutes(api, ctx)
    messageRoutes(api, ctx)
    reverifyRoute(api, ctx)
    retentionRoute(api, ctx)
    diagnoseRoutes(api, ctx)
    diffRoute(api, ctx)
    sampleRoutes(api, ctx)
    searchRoutes(api, ctx)
    transferRoutes(api, ctx)
    viewRoutes(api, ctx)
    targetRoutes(api, ctx)
    deliveryRoutes(api, ctx)
    replayRoutes(api, ctx)
    probeRoutes(api, ctx)
    liveRoute(api, hub)
    await pageRoutes(api)
  })
  return app
}

/** Nothing but our own files runs; the controls set styles by attribute. Payloads load nothing. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}
