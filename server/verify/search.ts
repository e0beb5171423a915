import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { CauseCode, Evidence } from '../../shared/diagnosis.ts'
import { BodyCandidates } from './body-candidates.ts'
import { type Budget, HMAC_COST } from './budget.ts'
import { isWhole } from './causes/header-sets.ts'
import { suspects } from './causes/index.ts'
import { keyOfText, named } from './causes/keys.ts'
import type { Candidate, Case, HeaderSet } from './causes/suspect.ts'
import { readSignatures, type SignatureTargets } from './signature-targets.ts'

/** What was signed, and the causes that lie between it and what came. None: only the time can be wrong. */
export interface Found {
  causes: { code: CauseCode; evidence: Evidence }[]
  /** The secret that made the signature. */
  secret: Evidence['secret']
  /** The bytes that were signed as the body. */
  body: Buffer
  /** What the signature header would have to hold for what was signed. */
  signature: string
}

export interface SearchResult {
  found: Found | null
  tried: NonNullable<Evidence['tried']>
}

interface Key {
  key: KeyObject
  secret: Evidence['secret']
  traces: Trace[]
}
interface Prefix {
  prefix: string
  traces: Trace[]
}
interface Trace {
  code: CauseCode
  evidence: Evidence
}

/** Three faults at once would take too long to find, and prove too little. */
const MAX_FAULTS = 2

/**
 * Of what is left, so much may be spent on the body as it came, and so much on bodies with as many changes: where
 * the body is large, no kind of fault goes untried for the sake of another.
 */
const SHARE_OF_HEADS = 1 / 3
const SHARE_OF_BODIES = 3 / 4

/**
 * Looks for what was signed: keys × header sets × ids × timestamps × prefixes × bodies, those with the fewest
 * faults first, until an HMAC matches or the budget is spent. A match is proof: it cannot happen by chance.
 */
export function search(facts: Case, budget: Budget): SearchResult {
  const keys = collectKeys(facts)
  const prefixes = collectPrefixes(facts)
  const bodies = new BodyCandidates(facts.body)
  const targets = readSignatures(facts)
  let signatures = 0
  const attempt = (
    key: Key,
    { prefix, traces }: Prefix,
    body: Buffer,
    codes: readonly CauseCode[],
    share: Budget,
  ): Found | null => {
    if (!share.spend(HMAC_COST + body.length)) return null
    signatures++
    const digest = createHmac('sha256', key.key).update(prefix, 'latin1').update(body).digest()
    const read = targets.match(digest)
    return read && explainMatch(key, traces, body, codes, digest, read)
  }
  const tried = () => ({
    signatures,
    secrets: keys.length,
    bodies: bodies.count,
    complete: !budget.exhausted,
  })

  if (targets.isEmpty || keys.length === 0 || prefixes.length === 0) return { found: null, tried: tried() }
  for (let faults = 0; faults <= MAX_FAULTS; faults++) {
    for (let changes = 0; changes <= faults; changes++) {
      const heads = headsWith(keys, prefixes, faults - changes)
      if (heads.length === 0) continue
      const share = budget.share(changes === 0 ? SHARE_OF_HEADS : SHARE_OF_BODIES)
      for (const { body, codes } of bodies.after(changes, share)) {
        for (const [key, prefix] of heads) {
          const found = attempt(key, prefix, body, codes, share)
          if (found) return { found, tried: tried() }
        }
      }
    }
  }
  return { found: null, tried: tried() }
}

function explainMatch(
  key: Key,
  traces: Trace[],
  body: Buffer,
  codes: readonly CauseCode[],
  digest: Buffer,
  read: NonNullable<ReturnType<SignatureTargets['match']>>,
): Found {
  const signature = `v1,${digest.toString('base64')}`
  const value = { name: 'svix-signature', received: read.entry, signed: signature }
  const reading = read.code === null ? [] : [{ code: read.code, evidence: { signature, value } }]
  return {
    causes: [...key.traces, ...codes.map((code) => ({ code, evidence: {} })), ...traces, ...reading],
    secret: key.secret,
    body,
    signature,
  }
}

/** Pairs of key and prefix with this many faults together; those where the key is at fault are the likeliest. */
function headsWith(keys: Key[], prefixes: Prefix[], faults: number): [Key, Prefix][] {
  const wrongKeysFirst = [...keys].sort((a, b) => b.traces.length - a.traces.length)
  return wrongKeysFirst.flatMap((key) =>
    prefixes
      .filter(({ traces }) => traces.length + key.traces.length === faults)
      .map((prefix): [Key, Prefix] => [key, prefix]),
  )
}

function collectKeys(facts: Case): Key[] {
  const own = facts.secrets.flatMap((secret) => {
    const key = keyOfText(secret.text)
    return key ? [toKey(named(key, secret, null), null)] : []
  })
  const suspected = suspects.flatMap(({ code, keys }) =>
    [...(keys?.(facts) ?? [])].map((candidate) => toKey(candidate, code)),
  )
  return [...own, ...suspected]
}

function toKey({ value, evidence = {} }: Candidate<Buffer>, code: CauseCode | null): Key {
  const traces = code === null ? [] : [{ code, evidence }]
  return { key: createSecretKey(value), secret: evidence.secret, traces }
}

function collectPrefixes(facts: Case): Prefix[] {
  const { id, timestamp, signature } = facts.picked
  const received = {
    id: id?.value ?? '',
    timestamp: timestamp?.value ?? '',
    signature: signature?.value ?? '',
  }
  const sets: { set: HeaderSet; traces: Trace[] }[] = [
    { set: received, traces: [] },
    ...suspects.flatMap(({ code, headerSets }) =>
      [...(headerSets?.(facts) ?? [])].map(({ value, evidence = {} }) => ({
        set: value,
        traces: [{ code, evidence }],
      })),
    ),
  ]
  return sets
    .filter(({ set }) => isWhole(set))
    .flatMap(({ set, traces }) => [
      ...idsAndTimestamps(set, facts).map((prefix) => ({ ...prefix, traces: [...traces, ...prefix.traces] })),
      ...suspects.flatMap(({ code, prefixes }) =>
        [...(prefixes?.(set) ?? [])].map(({ value, evidence = {} }) => ({
          prefix: value,
          traces: [...traces, { code, evidence }],
        })),
      ),
    ])
    .filter(({ traces }) => traces.length <= MAX_FAULTS)
    .sort((a, b) => rank(a) - rank(b))
}

/** Where two suspects offer the same, the earlier in the list has it. */
function rank({ traces }: Prefix): number {
  return Math.max(-1, ...traces.map(({ code }) => suspects.findIndex((suspect) => suspect.code === code)))
}

function idsAndTimestamps(set: HeaderSet, facts: Case): Prefix[] {
  const ids = variants(set.id, (suspect) => suspect.ids?.(set.id, facts))
  const timestamps = variants(set.timestamp, (suspect) => suspect.timestamps?.(set.timestamp, facts))
  return ids.flatMap((id) =>
    timestamps.map((timestamp) => ({
      prefix: `${id.value}.${timestamp.value}.`,
      traces: [...id.traces, ...timestamp.traces],
    })),
  )
}

function variants(
  received: string,
  offered: (suspect: (typeof suspects)[number]) => Iterable<Candidate<string>> | undefined,
): { value: string; traces: Trace[] }[] {
  return [
    { value: received, traces: [] },
    ...suspects.flatMap((suspect) =>
      [...(offered(suspect) ?? [])].map(({ value, evidence = {} }) => ({
        value,
        traces: [{ code: suspect.code, evidence }],
      })),
    ),
  ]
}
