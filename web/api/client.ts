import type { z } from 'zod'
import { errorSchema } from '../../shared/api.ts'

/** What the API, or the way to it, had to say against a request. */
export class ApiError extends Error {
  /** 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly issues: { path: string; message: string }[]

  constructor(
    status: number,
    code: string,
    message: string,
    issues: { path: string; message: string }[] = [],
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.issues = issues
  }

  /** The message for one field of the input, if it has one. */
  issue(path: string): string | null {
    return this.issues.find((issue) => issue.path === path)?.message ?? null
  }
}

interface Call<Schema> {
  schema: Schema
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal | undefined
}

/**
 * Asks the API and reads the answer with its schema.
 * @throws ApiError
 */
export async function callApi<Schema extends z.ZodType>(
  path: string,
  { schema, method = 'GET', body, signal }: Call<Schema>,
): Promise<z.infer<Schema>> {
  const response = await reach(path, {
    method,
    signal: signal ?? null,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined)
  if (!response.ok) throw toError(response, answer)
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new ApiError(
    response.status,
    'UNREADABLE_ANSWER',
    'The server sent an answer that this page cannot read. Reload the page: it may be older than the server.',
  )
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ApiError(0, 'UNREACHABLE', 'Hooklens does not answer. Check that it is still running.')
  }
}

function toError(response: Response, answer: unknown): ApiError {
  const parsed = errorSchema.safeParse(answer)
  if (parsed.success) {
    const { statusCode, code, message, issues } = parsed.data
    return new ApiError(statusCode, code, message, issues)
  }
  return new ApiError(
    response.status,
    'HTTP_ERROR',
    `The server answered ${response.status} ${response.statusText}`.trim(),
  )
}
