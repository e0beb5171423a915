import { z } from 'zod'
import { deletedSchema, endpointListSchema, revealedSecretSchema } from '../../shared/api.ts'
import {
  addSecretSchema,
  createEndpointSchema,
  endpointSchema,
  secretSummarySchema,
  updateEndpointSchema,
  updateSecretSchema,
} from '../../shared/endpoint.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import * as endpoints from './service.ts'

const params = z.object({ endpoint: z.string() })
const secretParams = params.extend({ secret: z.string() })

export function endpointRoutes(app: ApiServer, ctx: AppContext): void {
  app.get('/api/endpoints', { schema: { response: { 200: endpointListSchema } } }, async () => ({
    endpoints: await endpoints.listEndpoints(ctx),
  }))

  app.post(
    '/api/endpoints',
    { schema: { body: createEndpointSchema, response: { 201: endpointSchema } } },
    async ({ body }, reply) => reply.code(201).send(await endpoints.createEndpoint(ctx, body)),
  )

  app.get(
    '/api/endpoints/:endpoint',
    { schema: { params, response: { 200: endpointSchema } } },
    ({ params }) => endpoints.getEndpoint(ctx, params.endpoint),
  )

  app.patch(
    '/api/endpoints/:endpoint',
    { schema: { params, body: updateEndpointSchema, response: { 200: endpointSchema } } },
    ({ params, body }) => endpoints.updateEndpoint(ctx, params.endpoint, body),
  )

  app.delete(
    '/api/endpoints/:endpoint',
    { schema: { params, response: { 200: deletedSchema } } },
    async ({ params }) => ({ deleted: await endpoints.deleteEndpoint(ctx, params.endpoint) }),
  )

  app.post(
    '/api/endpoints/:endpoint/secrets',
    { schema: { params, body: addSecretSchema, response: { 201: secretSummarySchema } } },
    async ({ params, body }, reply) =>
      reply.code(201).send(await endpoints.addSecret(ctx, params.endpoint, body)),
  )

  app.patch(
    '/api/endpoints/:endpoint/secrets/:secret',
    { schema: { params: secretParams, body: updateSecretSchema, response: { 200: secretSummarySchema } } },
    ({ params, body }) => endpoints.updateSecret(ctx, params.endpoint, params.secret, body),
  )

  app.delete(
    '/api/endpoints/:endpoint/secrets/:secret',
    { schema: { params: secretParams } },
    async ({ params }, reply) => {
      await endpoints.removeSecret(ctx, params.endpoint, params.secret)
      return reply.code(204).send()
    },
  )

  app.post(
    '/api/endpoints/:endpoint/secrets/:secret/reveal',
    { schema: { params: secretParams, response: { 200: revealedSecretSchema } } },
    async ({ params }) => ({ secret: endpoints.revealSecret(ctx, params.endpoint, params.secret) }),
  )
}
