import { type AnswerRule, answerRuleSchema } from '../../../../shared/answer-rule.ts'
import { readWait, waitWords } from '../../../lib/wait-words.ts'

/** What senders are answered, as it is typed. */
export interface AnswerDraft {
  /** Null: Hooklens answers itself. */
  targetId: string | null
  timeout: string
  status: string
  body: string
}

export function draftOf(answer: AnswerRule | null): AnswerDraft {
  const { timeoutMs, fallback } = answer ?? answerRuleSchema.parse({ targetId: 'any' })
  return {
    targetId: answer?.targetId ?? null,
    timeout: waitWords(timeoutMs),
    status: String(fallback.status),
    body: fallback.body,
  }
}

/** The rule that a draft says, or what of it cannot be: by `targetId`, `timeoutMs`, `fallback.status`, `fallback.body`. */
export function readDraft(
  draft: AnswerDraft,
): { rule: AnswerRule | null; errors: null } | { rule: null; errors: Record<string, string> } {
  if (draft.targetId === null) return { rule: null, errors: null }
  const timeoutMs = readWait(draft.timeout)
  const status = /^[2-5]\d\d$/.test(draft.status.trim()) ? Number(draft.status) : null
  const parsed = answerRuleSchema.safeParse({
    targetId: draft.targetId,
    timeoutMs: timeoutMs ?? undefined,
    fallback: { status: status ?? 502, body: draft.body },
  })
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error?.issues ?? []) errors[path.join('.')] ??= message
  if (timeoutMs === null) errors['timeoutMs'] = 'Write a time such as 10 s.'
  if (status === null) errors['fallback.status'] = 'A status from 200 to 599.'
  return parsed.success && Object.keys(errors).length === 0
    ? { rule: parsed.data, errors: null }
    : { rule: null, errors }
}
