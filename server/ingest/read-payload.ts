import { isUtf8 } from 'node:buffer'
import type { SchemaCheck, SchemaState } from '../../shared/schema/finding.ts'
import { type PayloadFacts, parsePayload } from '../../shared/stack/parse.ts'
import { isBelieved, type Verdict } from '../../shared/verdict.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Drifts } from '../catalogue/drifts.ts'

/** Where a body came to, and what is thought of its sender. */
interface Received {
  endpointId: string
  endpointSlug: string
  verdict: Verdict
  receivedAt: number
}

/** What a body says of itself, and how that stands to the schema of its type. */
export interface ReadPayload extends PayloadFacts {
  schema: SchemaState
  /** Fields that the schema does not name and that are new at the endpoint; of senders who are believed only. */
  drifted: string[]
}

/** Reads a body. Any bytes may come in; what is no JSON says nothing. */
export function readPayload(
  { catalogue, drifts }: { catalogue: Catalogue; drifts: Drifts },
  { endpointId, endpointSlug, verdict, receivedAt }: Received,
  body: Uint8Array,
): ReadPayload {
  const payload = readJson(body)
  const { type, entity, about } = parsePayload(payload)
  const check = catalogue.check(endpointSlug, type, payload)
  const drifted =
    type !== null && isBelieved(verdict) ? drifts.newIn(endpointId, type, check, receivedAt) : []
  return { type, entity, about, schema: check.state, drifted }
}

/** How a stored body stands to the schema of its type as it is known now. */
export function checkBody(catalogue: Catalogue, endpointSlug: string, body: Uint8Array): SchemaCheck {
  const payload = readJson(body)
  return catalogue.check(endpointSlug, parsePayload(payload).type, payload)
}

/** The type that a body says that it has. */
export function readType(body: Uint8Array): string | null {
  return parsePayload(readJson(body)).type
}

function readJson(body: Uint8Array): unknown {
  if (!isUtf8(body)) return null
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString())
  } catch {
    return null
  }
}
