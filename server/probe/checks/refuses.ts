import type { Check } from '../check.ts'
import { forge } from '../craft.ts'
import { allRefused } from '../judge.ts'
import { probePayload } from '../payloads.ts'

const verifyFirst =
  'Verify before anything else: new Webhook(secret).verify(rawBody, headers), and answer 400 where it throws.'

export const tamperedBody: Check = {
  code: 'tampered_body',
  family: 'refuses',
  title: 'A body that was changed',
  expects: 'Answers 400 or 401 where the body is not the one that was signed.',
  required: true,
  matters: 'Whoever stands between sender and handler can put words into the sender’s mouth.',
  fix: verifyFirst,
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    const sentBody = Buffer.from(
      JSON.stringify({ ...payload, data: { ...payload.data, display_name: 'Hooklens Probe (forged)' } }),
    )
    yield forge(craft, payload, { note: 'another name than the one that was signed', sentBody })
  },
  judge: allRefused,
}

export const wrongSecret: Check = {
  code: 'wrong_secret',
  family: 'refuses',
  title: 'Signed with another secret',
  expects: 'Answers 400 or 401 to a signature that another secret made.',
  required: true,
  matters: 'Anybody who knows the URL can create, change and delete users here.',
  fix: verifyFirst,
  *requests(craft) {
    yield forge(craft, probePayload(craft, 'user.created'), {
      note: 'signed with a secret made up just now',
      key: craft.otherKey,
    })
  },
  judge: allRefused,
}

/** A message must not be older or newer than five minutes; ten leave room for clocks that are wrong. */
const OUT_OF_TIME_S = 600
const compareTime =
  'Refuse where svix-timestamp is more than 300 s from now, before or after. Libraries do; if you verify by hand, compare it yourself.'

export const oldTimestamp: Check = {
  code: 'old_timestamp',
  family: 'refuses',
  title: 'An old timestamp',
  expects: 'Answers 400 or 401 to a message that was signed ten minutes ago.',
  required: true,
  matters: 'Whoever once gets hold of a request can send it again for ever: its signature stays right.',
  fix: compareTime,
  *requests(craft) {
    yield forge(craft, probePayload(craft, 'user.created'), {
      note: 'signed right, ten minutes ago',
      timeOffsetS: -OUT_OF_TIME_S,
    })
  },
  judge: allRefused,
}

export const futureTimestamp: Check = {
  code: 'future_timestamp',
  family: 'refuses',
  title: 'A timestamp in the future',
  expects: 'Answers 400 or 401 to a message that is signed for ten minutes from now.',
  required: true,
  matters: 'A request that is dated ahead can be sent again until its time has come.',
  fix: compareTime,
  *requests(craft) {
    yield forge(craft, probePayload(craft, 'user.created'), {
      note: 'signed right, for ten minutes from now',
      timeOffsetS: OUT_OF_TIME_S,
    })
  },
  judge: allRefused,
}

export const missingHeaders: Check = {
  code: 'missing_headers',
  family: 'refuses',
  title: 'Signature headers that are missing',
  expects: 'Answers 400 or 401 where all of them, or one of them, is missing.',
  required: true,
  matters: 'Anybody who knows the URL gets in by leaving the signature out.',
  fix: 'Refuse where one of svix-id, svix-timestamp and svix-signature is missing; never verify only where they are there.',
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    yield forge(craft, payload, {
      note: 'without any of the three',
      without: ['id', 'timestamp', 'signature'],
    })
    yield forge(craft, payload, { note: 'without svix-signature', without: ['signature'] })
    yield forge(craft, payload, { note: 'without svix-timestamp', without: ['timestamp'] })
    yield forge(craft, payload, { note: 'without svix-id', without: ['id'] })
  },
  judge: allRefused,
}

export const emptySignature: Check = {
  code: 'empty_signature',
  family: 'refuses',
  title: 'An empty signature',
  expects: 'Answers 400 or 401 where svix-signature is empty, or has a version and nothing behind it.',
  required: true,
  matters: 'An empty text is what comparisons of signatures are most easily fooled with.',
  fix: verifyFirst,
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    yield forge(craft, payload, { note: 'an empty svix-signature', signature: () => '' })
    yield forge(craft, payload, { note: 'a svix-signature of “v1,” alone', signature: () => 'v1,' })
  },
  judge: allRefused,
}

export const v1aOnly: Check = {
  code: 'v1a_only',
  family: 'refuses',
  title: 'Only a v1a signature',
  expects: 'Answers 400 or 401 where no v1 signature is there, though one of another version is.',
  required: true,
  matters: 'A version that the handler cannot check must not count as checked.',
  fix: 'Look at v1 entries only, and refuse where none fits.',
  *requests(craft) {
    yield forge(craft, probePayload(craft, 'user.created'), {
      note: 'a v1a signature, made up',
      signature: () => `v1a,${Buffer.alloc(64, 5).toString('base64')}`,
    })
  },
  judge: allRefused,
}

export const garbage: Check = {
  code: 'garbage',
  family: 'refuses',
  title: 'Garbage in the signature headers',
  expects: 'Answers 400 or 401 to headers that cannot be read.',
  required: false,
  matters: 'What cannot be read must be refused, not passed by.',
  fix: verifyFirst,
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    yield forge(craft, payload, { note: 'a signature that is no base64', signature: () => 'v1,%%%, ,v1' })
    yield forge(craft, payload, {
      note: 'a signature that is too short',
      signature: (right) => right.slice(0, 20),
    })
    yield forge(craft, payload, { note: 'a timestamp that is no number', timestamp: 'yesterday' })
  },
  judge: allRefused,
}
