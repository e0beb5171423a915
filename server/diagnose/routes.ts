import { diagnosedRequestSchema, diagnoseLimitBytes, diagnoseRequestSchema } from '../../shared/api.ts'
import type { ApiServer } from '../app.ts'
import type { AppContext } from '../context.ts'
import { AppError, handleError } from '../errors.ts'
import { diagnoseSaved } from './service.ts'

export function diagnoseRoutes(app: ApiServer, ctx: AppContext): void {
  const bodyLimit = diagnoseLimitBytes(ctx.config.maxBodyBytes)
  app.post(
    '/api/diagnose',
    {
      bodyLimit,
      schema: { body: diagnoseRequestSchema, response: { 200: diagnosedRequestSchema } },
      errorHandler: (error, request, reply) =>
        handleError(isTooLarge(error) ? tooLarge(bodyLimit) : error, request, reply),
    },
    ({ body }) => diagnoseSaved(ctx, body),
  )
}

function isTooLarge(error: Error): boolean {
  return 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
}

function tooLarge(limit: number): AppError {
  const message = `The request is larger than ${limit.toLocaleString('en')} bytes. Leave out of a HAR file what is not needed, or raise --max-body-bytes.`
  return new AppError(413, 'BODY_TOO_LARGE', message)
}
