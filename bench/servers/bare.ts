// What any receiver on this Fastify costs: the same options as Hooklens, the body as bytes, a reply of the
// same shape. No verification, no storage.
import { fastify, LogController } from 'fastify'
import { pino } from 'pino'

const app = fastify({
  loggerInstance: pino(pino.destination(2)),
  logController: new LogController({ disableRequestLogging: true }),
  forceCloseConnections: 'idle',
  requestTimeout: 120_000,
  http: { maxHeaderSize: 64 * 1024 },
})
app.server.maxHeadersCount = 0
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

app.post('/in/:slug', (request, reply) => {
  const bytes = request.body as Buffer
  reply.send({ ok: bytes.length > 0, id: 'evt_01jd0000000000000000000000', verdict: 'verified' })
})

process.once('SIGTERM', () => app.close().then(() => process.exit(0)))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
