import fc from 'fast-check'
import { createIds } from '../ids.ts'
import type { NewEvent } from '../store/event-store.ts'

const newId = createIds()

const body = fc.oneof(
  fc.json({ maxDepth: 2 }).map((json) => Buffer.from(json)),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('', '\ufeff{}', '\r\n', '{"log":{"entries":[{}]}}', '\u2028\u0000\u007f', '"]}},{')
    .map((text) => Buffer.from(text)),
)

/** Every event that HTTP can bring: any bytes in the body, any that Node takes in the head. */
export const arbitraryCaptured: fc.Arbitrary<Omit<NewEvent, 'endpointId'>> = fc
  .record({
    receivedAt: fc.integer({ min: 0, max: 1_900_000_000_000 }),
    method: fc.constantFrom('POST', 'GET', 'PUT', 'M-SEARCH', 'DELETE'),
    path: fc.stringMatching(/^[!->@-~]{0,12}$/).map((text) => `/in/a/${text}`),
    query: fc.stringMatching(/^[!-~]{0,12}$/),
    httpVersion: fc.constantFrom('1.1', '1.0'),
    remoteAddress: fc.constantFrom('127.0.0.1', '::ffff:10.0.0.1', 'fe80::1%eth0', ''),
    headers: fc.array(
      fc.tuple(
        fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/),
        fc.stringMatching(/^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/),
      ),
      { maxLength: 6 },
    ),
    body,
  })
  .map((made) => ({
    ...made,
    id: newId('evt', made.receivedAt),
    contentType: null,
    messageId: null,
    sentAt: null,
    type: null,
    entity: null,
    about: null,
    schema: null,
    drifted: [],
    verdict: 'unsigned',
    verifiedBy: null,
  }))
