import { saidYes } from '../answer-kind.ts'
import type { Check } from '../check.ts'
import { deliver } from '../craft.ts'
import { allAccepted } from '../judge.ts'
import { probePayload } from '../payloads.ts'
import { writtenAsPython } from '../written.ts'

/** The measure of all others: a handler that does not take it shows nothing by refusing forgeries. */
export const valid: Check = {
  code: 'valid',
  family: 'accepts',
  title: 'A valid delivery',
  expects: 'Answers 2xx to a user.created that is signed as the sender signs it.',
  required: true,
  matters: 'Nothing arrives as long as a good delivery is not taken.',
  fix: 'See what the handler answered: most often it has another secret than the one given here, or its path is another.',
  *requests(craft) {
    yield deliver(craft, probePayload(craft, 'user.created'), { note: 'a user.created, signed right' })
  },
  *afterRefusal(craft) {
    const payload = probePayload(craft, 'user.created')
    yield deliver(craft, writtenAsPython(payload), { note: 'the same, written as Python writes JSON' })
    yield deliver(craft, payload, { note: 'the same, with webhook-* names', brand: 'webhook' })
  },
  judge(exchanges) {
    const judgement = allAccepted(exchanges.slice(0, 1))
    const [, asPython, asWebhook] = exchanges
    const more = [
      asPython && saidYes(asPython) ? takesPython : null,
      asWebhook && saidYes(asWebhook) ? takesWebhook : null,
    ]
    return { ...judgement, found: [judgement.found, ...more.filter((text) => text !== null)].join(' ') }
  },
}

const takesPython =
  'The same, written with spaces as Python writes JSON, was accepted: the body is parsed and written anew before it is verified.'
const takesWebhook = 'The same, with webhook-* names, was accepted: the handler does not read svix-*.'

export const webhookHeaders: Check = {
  code: 'webhook_headers',
  family: 'accepts',
  title: 'Headers named webhook-*',
  expects:
    'Answers 2xx where the three headers are named webhook-id, webhook-timestamp and webhook-signature.',
  required: false,
  matters: 'Standard Webhooks names them so. Stack sends svix-* today; libraries take both.',
  fix: 'Give verify() all headers of the request rather than three of them, or read webhook-* where svix-* is not there.',
  *requests(craft) {
    yield deliver(craft, probePayload(craft, 'user.created'), {
      note: 'signed right, under webhook-* names only',
      brand: 'webhook',
    })
  },
  judge: allAccepted,
}

export const secondSignature: Check = {
  code: 'second_signature',
  family: 'accepts',
  title: 'Two signatures, the right one second',
  expects: 'Answers 2xx where any of the signatures fits.',
  required: true,
  matters:
    'While a secret is being replaced the sender signs with the new one and the old one, the new one first. A handler that reads the first only refuses everything until it has the new secret.',
  fix: 'Split svix-signature at spaces, and accept where one of the v1 entries fits. Libraries do.',
  *requests(craft) {
    yield deliver(craft, probePayload(craft, 'user.created'), {
      note: 'a signature of another secret, then the right one',
      signature: (right) => `v1,${Buffer.alloc(32, 7).toString('base64')} ${right}`,
    })
  },
  judge: allAccepted,
}
