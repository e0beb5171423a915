import type { z } from 'zod'
import type { DiagnosedRequest, diagnoseRequestSchema } from '../../shared/api.ts'
import { RequestFormatError, type SavedRequest } from '../../shared/request-formats/index.ts'
import { bodyAsJson } from '../body-json.ts'
import type { AppContext } from '../context.ts'
import { requireEndpoint } from '../endpoints/service.ts'
import { invalid } from '../errors.ts'
import { secretsElsewhere } from '../events/diagnosis.ts'
import { readType } from '../ingest/read-payload.ts'
import { givenSecret, judgeSaved } from '../verify/saved-request.ts'

type Input = z.infer<typeof diagnoseRequestSchema>

/** Explains a request that was saved elsewhere, by the secrets that are known here. Keeps nothing of it. */
export async function diagnoseSaved(ctx: AppContext, input: Input): Promise<DiagnosedRequest> {
  const endpoint = input.endpoint === undefined ? null : requireEndpoint(ctx, input.endpoint)
  const given = input.secret === undefined ? [] : [givenSecret('typed secret', input.secret)]
  const secrets = [...given, ...(endpoint?.secrets ?? [])]

  const request = await read(ctx, input)
  const judged = judgeSaved(request, secrets, { at: input.receivedAt ?? null, now: ctx.now() })
  const { receivedAtKnown, ...event } = judged
  const diagnosis = await ctx.diagnoser.diagnose(event, secrets, {
    removed: endpoint?.removed ?? [],
    elsewhere: secretsElsewhere(ctx, endpoint?.id ?? null),
    // What is not stored has none.
    neighbours: { agesS: [], sameRequest: null, sameSignature: null },
  })
  const { format, warnings, method, url, headers, body } = request
  return {
    format,
    warnings,
    method,
    url,
    headers,
    body: bodyAsJson(body),
    receivedAt: event.receivedAt,
    receivedAtKnown,
    type: readType(body),
    verdict: event.verdict,
    diagnosis,
  }
}

async function read(ctx: AppContext, { request, encoding }: Input): Promise<SavedRequest> {
  // Node reads past what is no base64, and would give other bytes than were meant.
  if (encoding === 'base64' && !/^[A-Za-z0-9+/]*={0,2}$/.test(request)) {
    throw invalid('request', 'The request is said to be base64, but it is not.')
  }
  try {
    return await ctx.diagnoser.read(Buffer.from(request, encoding))
  } catch (error) {
    if (error instanceof RequestFormatError) throw invalid('request', error.message)
    throw error
  }
}
