import type { Evidence } from '../../../shared/diagnosis.ts'
import { count } from '../wording.ts'
import type { Suspect } from './suspect.ts'

export const unexplained: Suspect = {
  code: 'unexplained',
  title: () => 'no signature matches',
  explanation: ({ tried }) =>
    `It was signed with a secret that is not known here, or its body was changed in a way that cannot be undone. ${inVain(tried)}`,
  fix: () =>
    "Compare the signing secret with the one on the endpoint's page in the sender's dashboard, and send a test event from there straight to the ingest URL.",
}

function inVain(tried: Evidence['tried']): string {
  if (!tried || tried.signatures === 0)
    return 'Nothing could be tried: no signature, no secret or no header that can be read came with it.'
  const { signatures, secrets, bodies, complete } = tried
  const rest = complete ? '' : ' There was more to try, but not within the bound.'
  return `Tried in vain: ${count(signatures, 'combination')} of ${count(secrets, 'key')} and ${count(bodies, 'form')} of the body.${rest}`
}
