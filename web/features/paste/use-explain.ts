import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { readTime } from '../../../shared/request-formats/read-time.ts'
import { ApiError } from '../../api/client.ts'
import { diagnoseRequest } from '../../api/diagnose.ts'
import { errorText } from '../../components/message.tsx'
import type { Choice } from './choices.tsx'
import { asRequest, type Pasted } from './pasted.ts'

const noIssues = { secret: null, receivedAt: null }

/** Asks the server why, and sorts what it says against the request from what it says against the rest. */
export function useExplain() {
  const [issues, setIssues] = useState<Record<'secret' | 'receivedAt', string | null>>(noIssues)
  const mutation = useMutation({
    mutationFn: async ({ pasted, choice }: { pasted: Pasted; choice: Choice }) => {
      const { verifyWith, secret, receivedAt } = choice
      const at = readTime(receivedAt.trim())
      return diagnoseRequest({
        ...(await asRequest(pasted)),
        ...(verifyWith === 'typed' ? { secret } : { endpoint: verifyWith }),
        ...(at === null ? {} : { receivedAt: at }),
      })
    },
  })
  const issue = (field: string) => (mutation.error instanceof ApiError ? mutation.error.issue(field) : null)
  const told = { request: issue('request'), secret: issue('secret'), receivedAt: issue('receivedAt') }
  const isTold = Object.values(told).some((message) => message !== null)
  return {
    request: mutation.data ?? null,
    isPending: mutation.isPending,
    issues: {
      ...told,
      secret: issues.secret ?? told.secret,
      receivedAt: issues.receivedAt ?? told.receivedAt,
    },
    failure: mutation.isError && !isTold ? errorText(mutation.error) : null,
    ask: (pasted: Pasted, choice: Choice) => {
      const found = issuesOf(choice)
      setIssues(found)
      if (found.secret === null && found.receivedAt === null) mutation.mutate({ pasted, choice })
    },
    reset: () => {
      setIssues(noIssues)
      mutation.reset()
    },
  }
}

function issuesOf({ verifyWith, secret, receivedAt }: Choice) {
  const time = receivedAt.trim()
  const isTime = time === '' || (readTime(time) ?? 0) > 0
  return {
    secret: verifyWith === 'typed' && secret === '' ? 'Give the secret to verify with.' : null,
    receivedAt: isTime ? null : 'Write it as 2026-11-23T10:00:00Z, or as unix time.',
  }
}
