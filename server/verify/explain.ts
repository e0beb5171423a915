import type { Cause, CauseCode, Confidence, Evidence } from '../../shared/diagnosis.ts'
import type { Budget } from './budget.ts'
import { diffBytes } from './byte-diff.ts'
import { suspects } from './causes/index.ts'
import type { Case } from './causes/suspect.ts'
import { unexplained } from './causes/unexplained.ts'
import { type Found, search } from './search.ts'

/** Facts that by themselves leave nothing to be explained of the signature. */
const sufficient = new Set<CauseCode>([
  'header_missing',
  'signature_version',
  'body_empty',
  'secret_malformed',
  'signature_of_other_message',
])

const ranks: Record<Confidence, number> = { proven: 0, likely: 1, possible: 2 }

/**
 * The causes of a failed verification, proven ones first. What the search matched is proven by an HMAC; plain
 * facts stand beside it. Where nothing matches, the last cause says what was tried. Empty when the request is
 * good by the secrets that are known now.
 */
export function explainFailure(facts: Case, budget: Budget): Cause[] {
  const { found, tried } = search(facts, budget)
  const matched = found ? found.causes.map(({ code }) => code) : null
  const proven = found
    ? found.causes.map(({ code, evidence }) => toCause(code, 'proven', prove(evidence, code, found, facts)))
    : []
  const stated = suspects.flatMap(({ code, fact }) => {
    const stands = matched?.includes(code) ? null : (fact?.(facts, matched) ?? null)
    return stands ? [toCause(code, stands.confidence, stands.evidence)] : []
  })
  const causes = [...proven, ...stated].sort((a, b) => ranks[a.confidence] - ranks[b.confidence])
  if (found) return causes
  if (causes.some(({ code, confidence }) => confidence === 'proven' && sufficient.has(code))) return causes
  return [...causes, toCause('unexplained', 'possible', { tried })]
}

/** Adds to what a suspect shows what the match itself shows: the secret, the bytes, the signature. */
function prove(evidence: Evidence, code: CauseCode, found: Found, facts: Case): Evidence {
  return {
    ...(found.secret && { secret: found.secret }),
    ...(code.startsWith('body_') && { diff: diffBytes(found.body, facts.body) }),
    signature: found.signature,
    ...evidence,
  }
}

function toCause(code: CauseCode, confidence: Confidence, evidence: Evidence): Cause {
  const suspect = suspects.find((candidate) => candidate.code === code) ?? unexplained
  return {
    code,
    confidence,
    title: suspect.title(evidence),
    explanation: suspect.explanation(evidence),
    fix: suspect.fix(evidence),
    evidence,
  }
}
