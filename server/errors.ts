import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { ApiError } from '../shared/api.ts'
import { NameTakenError, SlugTakenError, StoreUnavailableError } from './store/errors.ts'

/** Seconds after which a sender may try again while the store cannot write. */
const RETRY_AFTER_SECONDS = 5

/** An error that a client is told of as it is. */
export class AppError extends Error {
  readonly statusCode: number
  readonly code: string
  readonly issues: ApiError['issues']
  constructor(statusCode: number, code: string, message: string, issues?: ApiError['issues']) {
    super(message)
    this.name = 'AppError'
    this.statusCode = statusCode
    this.code = code
    this.issues = issues
  }
}

/** Whoever asked does not wait for the reply any more. */
export class ClientGoneError extends AppError {
  constructor() {
    super(499, 'CLIENT_GONE', 'The request was given up before it was answered.')
    this.name = 'ClientGoneError'
  }
}

/** There is no such thing here: `notFound('endpoint', 'There is no endpoint with slug "x".')`. */
export function notFound(
  what:
    | 'endpoint'
    | 'secret'
    | 'event'
    | 'entity'
    | 'message'
    | 'view'
    | 'target'
    | 'delivery'
    | 'replay'
    | 'sample'
    | 'probe'
    | 'route',
  message: string,
): AppError {
  return new AppError(404, `${what.toUpperCase()}_NOT_FOUND`, message)
}

/** Input that cannot be used, with the field that is wrong. */
export function invalid(path: string, message: string): AppError {
  return new AppError(400, 'INVALID_INPUT', message, [{ path, message }])
}

/** Nothing can be written now. */
export function storeUnavailable(): AppError {
  return new AppError(503, 'STORE_UNAVAILABLE', 'The store cannot write now. Nothing was kept; try again.')
}

/** The one place where errors become replies. */
export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const told = toAppError(error)
  if (told.statusCode >= 500) request.log.error({ err: error }, 'request failed')
  if (told.statusCode === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
  reply.code(told.statusCode).send(errorBody(told))
}

/** The JSON of an error, as the contract has it. */
function errorBody(error: AppError): ApiError {
  const body = {
    statusCode: error.statusCode,
    code: error.code,
    error: STATUS_CODES[error.statusCode] ?? 'Error',
    message: error.message,
  }
  return error.issues ? { ...body, issues: error.issues } : body
}

function toAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error
  if (error instanceof SlugTakenError) return new AppError(409, 'SLUG_TAKEN', error.message)
  if (error instanceof NameTakenError) return new AppError(409, 'NAME_TAKEN', error.message)
  if (error instanceof StoreUnavailableError) return storeUnavailable()
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? 'This value cannot be used.',
    }))
    const [first] = issues
    return new AppError(
      400,
      'INVALID_INPUT',
      first ? describeIssue(first) : 'The input cannot be used.',
      issues,
    )
  }
  const { statusCode = 500, code = 'BAD_REQUEST' } = error as FastifyError
  return statusCode < 500
    ? new AppError(statusCode, code.replace(/^FST_ERR_/, ''), error.message)
    : new AppError(500, 'INTERNAL', 'Something went wrong here; the log of the server says what.')
}

function describeIssue({ path, message }: { path: string; message: string }): string {
  return path === '' ? message : `${path}: ${message}`
}
