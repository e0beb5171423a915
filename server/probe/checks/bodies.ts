import type { Check } from '../check.ts'
import { deliver } from '../craft.ts'
import { allAccepted } from '../judge.ts'
import { probePayload } from '../payloads.ts'
import { writtenEscaped } from '../written.ts'

const rawBody =
  'Verify the bytes as they came, and parse afterwards: express.raw(), await request.text(), request.get_data(), request.body. No JSON parser may run before.'
const rewritten =
  'A signature covers bytes, not what they mean. A handler that parses the body and writes it anew loses white space and escapes, and with them every delivery that is written otherwise.'

export const nonAscii: Check = {
  code: 'non_ascii',
  family: 'accepts',
  title: 'A body with non-ASCII characters',
  expects: 'Answers 2xx to names beyond ASCII, as UTF-8.',
  required: true,
  matters:
    'People are called Zoë and 美咲. A body that is decoded as anything but UTF-8 does not fit its signature.',
  fix: 'Take the raw bytes, or decode them as UTF-8.',
  *requests(craft) {
    yield deliver(craft, probePayload(craft, 'user.created', undefined, { display_name: name }), {
      note: 'a name in several scripts, as UTF-8',
    })
  },
  judge: allAccepted,
}

export const escaped: Check = {
  code: 'escaped',
  family: 'accepts',
  title: 'A body with escapes',
  expects: 'Answers 2xx where characters and slashes are written as \\u00eb and \\/.',
  required: true,
  matters: rewritten,
  fix: rawBody,
  *requests(craft) {
    const payload = probePayload(craft, 'user.created', undefined, {
      display_name: name,
      profile_image_url: 'https://hooklens.invalid/probe.png',
    })
    yield deliver(craft, writtenEscaped(payload), {
      note: 'every character beyond ASCII escaped, slashes too',
    })
  },
  judge: allAccepted,
}

export const pretty: Check = {
  code: 'pretty',
  family: 'accepts',
  title: 'A pretty-printed body',
  expects: 'Answers 2xx to JSON with line breaks and indentation.',
  required: true,
  matters: rewritten,
  fix: rawBody,
  *requests(craft) {
    const body = `${JSON.stringify(probePayload(craft, 'user.created'), null, 2)}\n`
    yield deliver(craft, body, { note: 'indented by two spaces, with a line end' })
  },
  judge: allAccepted,
}

const BIG_KIB = 256

export const bigBody: Check = {
  code: 'big_body',
  family: 'accepts',
  title: `A body of ${BIG_KIB} KiB`,
  expects: 'Answers 2xx to a user with much metadata.',
  required: false,
  matters:
    'Metadata may be long, and express.raw() takes 100 kB unless it is told otherwise. What is too large is sent again and again, and then lost.',
  fix: 'Raise the limit of the body for this route to 1 MB: express.raw({ type: "*/*", limit: "1mb" }).',
  *requests(craft) {
    const payload = probePayload(craft, 'user.created', undefined, {
      server_metadata: { hooklens_probe: 'x'.repeat(BIG_KIB * 1024) },
    })
    yield deliver(craft, payload, { note: `server_metadata of ${BIG_KIB} KiB` })
  },
  judge: allAccepted,
}

const name = 'Hooklens Probe: Zoë Ünal, 美咲, Олена, نور, 👩🏽‍🚀'
