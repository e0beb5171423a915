import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberAttempts } from './attempts.ts'
import { messageMadeAt, timeOfMessageId } from './message-time.ts'
import { attemptCount, offsetOfAttempt, retryGapsMs } from './retry-schedule.ts'

/** Made at 2023-01-18T12:29:40Z or thereabouts, as its id says. */
const messageId = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W'
const madeAt = timeOfMessageId(messageId) ?? 0
const at = (sentAt: number, id = messageId) => ({ messageId: id, sentAt, receivedAt: sentAt + 20 })
const hour = 3_600_000

/** The times of all eight attempts, with jitter and with the time that each attempt took. */
const attemptTimes = fc
  .array(fc.record({ jitter: fc.double({ min: -0.2, max: 0.2, noNaN: true }), took: fc.nat(30_000) }), {
    minLength: retryGapsMs.length,
    maxLength: retryGapsMs.length,
  })
  .map((drawn) => {
    const times = [madeAt]
    for (const [index, { jitter, took }] of drawn.entries()) {
      times.push((times[index] ?? 0) + took + (retryGapsMs[index] ?? 0) * (1 + jitter))
    }
    return times.map((time) => Math.floor(time / 1000) * 1000)
  })
const someNumbers = fc.subarray(
  Array.from({ length: attemptCount }, (_, index) => index + 1),
  { minLength: 1 },
)

describe('attempts', () => {
  it('are told from the time of the message, whichever of them came here', () => {
    fc.assert(
      fc.property(attemptTimes, someNumbers, (times, came) => {
        const events = came.map((number) => at(times[number - 1] ?? 0))
        expect(numberAttempts(events, madeAt).numbers).toEqual(came)
      }),
    )
  })

  it('keep their numbers when somebody sends the message again by hand in between', () => {
    fc.assert(
      fc.property(
        attemptTimes,
        someNumbers,
        fc.double({ min: 1.3, max: 1.5, noNaN: true }),
        (times, came, by) => {
          const after = came[0] ?? 1
          // Between the times at which the schedule's attempts can come.
          const byHand = after < 3 ? madeAt + 120_000 : madeAt + offsetOfAttempt(after) * by
          fc.pre(after < 5)
          const sent = [...came.map((number) => at(times[number - 1] ?? 0)), at(Math.floor(byHand))].toSorted(
            (a, b) => a.sentAt - b.sentAt,
          )
          const { numbers } = numberAttempts(sent, madeAt)
          expect(numbers.filter((number) => number !== null)).toEqual(came)
        },
      ),
    )
  })

  it('are the likeliest where two events fit one', () => {
    const events = [at(madeAt), at(madeAt + 5000), at(madeAt + 20_000), at(madeAt + 305_000)]
    expect(numberAttempts(events, madeAt).numbers).toEqual([1, 2, null, 3])
  })

  it('of an id that tells no time begin with the first event, or where the gaps fit', () => {
    const other = (offset: number) => at(madeAt + offset, 'msg_test')
    const numbers = (...offsets: number[]) => numberAttempts(offsets.map(other), madeAt).numbers
    expect(numbers(0, 5000, 305_000)).toEqual([1, 2, 3])
    expect(numbers(0, 10 * hour)).toEqual([6, 7])
    expect(numbers(0, 90_000)).toEqual([1, null])
  })

  it('say when the next is due and when the sender gives up', () => {
    const told = numberAttempts([at(madeAt), at(madeAt + 6000)], madeAt)
    expect(told.next).toEqual({ number: 3, dueAt: madeAt + 6000 + 5 * 60_000 })
    expect(told.givesUpAt).toBe(madeAt + 6000 + offsetOfAttempt(8) - offsetOfAttempt(2))
    const last = numberAttempts([at(madeAt + offsetOfAttempt(8))], madeAt)
    expect(last).toEqual({ numbers: [8], next: null, givesUpAt: madeAt + offsetOfAttempt(8) })
  })

  it('count from the message when no event fits any', () => {
    const told = numberAttempts([at(madeAt + 50 * hour)], madeAt)
    expect(told.numbers).toEqual([null])
    expect(told.givesUpAt).toBe(madeAt + offsetOfAttempt(8))
  })
})

describe('the time of a message', () => {
  it('stands in an id of Svix', () => {
    // The example of the KSUID package: 0ujtsYcgvSTl8PAuAdqWYSMnLOv is 2017-10-10T04:00:47Z.
    expect(timeOfMessageId('msg_0ujtsYcgvSTl8PAuAdqWYSMnLOv')).toBe(Date.UTC(2017, 9, 10, 4, 0, 47))
    for (const id of [null, '', 'msg_1', 'msg_zzzzzzzzzzzzzzzzzzzzzzzzzzz'])
      expect(timeOfMessageId(id)).toBeNull()
  })

  it('is that of the event where the id tells none, or one that cannot be', () => {
    expect(messageMadeAt({ messageId, sentAt: madeAt + 5000, receivedAt: 0 })).toBe(madeAt)
    expect(messageMadeAt({ messageId, sentAt: 7000, receivedAt: 9000 })).toBe(7000)
    expect(messageMadeAt({ messageId: null, sentAt: null, receivedAt: 9000 })).toBe(9000)
  })
})
