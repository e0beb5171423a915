import type { EventToVerify, Reverification, ReverifiedPage } from '../store/reverification-store.ts'
import type { VerifyingSecret } from '../verify/match-signature.ts'
import { verify } from '../verify/verify.ts'

/** Enough to share one commit, few enough that its transaction holds up nobody. */
const MAX_EVENTS = 100
/** Large bodies make smaller pages, so that progress shows and a stop is not waited for. */
const MAX_BYTES = 8 * 1024 * 1024

/** Verifies the next events of a run, each against the time of its receipt. */
export async function reverifyPage(
  events: AsyncIterable<EventToVerify>,
  secrets: VerifyingSecret[],
  { upTo }: Reverification,
): Promise<ReverifiedPage> {
  const page: ReverifiedPage = { upTo, checked: 0, changes: [], stillFailed: [] }
  let bytes = 0
  for await (const event of events) {
    judge(page, event, secrets)
    bytes += event.body.byteLength
    if (page.checked < MAX_EVENTS && bytes < MAX_BYTES) continue
    page.upTo = event.seq
    break
  }
  return page
}

function judge(page: ReverifiedPage, event: EventToVerify, secrets: VerifyingSecret[]): void {
  const { seq, verdict: was, verifiedBy: before } = event
  const { verdict, matched } = verify({ ...event, secrets })
  page.checked++
  if (verdict !== was || matched?.secretId !== before?.secretId || matched?.position !== before?.position) {
    const verifiedBy = matched && { secretId: matched.secretId, position: matched.position }
    page.changes.push({ seq, was, verdict, verifiedBy })
  } else if (verdict === 'failed') {
    page.stillFailed.push(seq)
  }
}
