import type { Suspect } from './suspect.ts'

export const unexplained: Suspect = {
  code: 'unexplained',
  title: () => 'no signature matches',
  explanation: ({ tried }) =>
    `It was signed with a secret that is not known here, or its body was changed in a way that cannot be undone. ${tried ? `Tried in vain: ${tried.signatures.toLocaleString('en-US')} combinations of ${tried.secrets} keys and ${tried.bodies} forms of the body${tried.complete ? '' : '; there were more, but the time was up'}.` : ''}`,
  fix: () =>
    "Compare the signing secret with the one on the endpoint's page in the sender's dashboard, and send a test event from there straight to the ingest URL.",
}
