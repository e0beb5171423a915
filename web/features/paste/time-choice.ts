import type { DiagnosedRequest } from '../../../shared/api.ts'

/**
 * The time at which a request was signed, by its own headers, in epoch milliseconds, where only its age speaks
 * against it for certain: the time of receipt is not known, and by the time now it is too old. Else null.
 */
export function timeToTry({ receivedAtKnown, headers, diagnosis }: DiagnosedRequest): number | null {
  const isLate = diagnosis.checks.some(({ check, outcome }) => check === 'timestamp' && outcome === 'fail')
  if (receivedAtKnown || !isLate) return null
  const found = headers.find(([name]) => /^(?:svix|webhook)-timestamp$/i.test(name))?.[1].trim() ?? ''
  const at = /^\d{1,10}$/.test(found) ? Number(found) * 1000 : 0
  return at > 0 ? at : null
}
