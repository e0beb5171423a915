import { expect, it, onTestFinished } from 'vitest'
import { createThread } from './thread.ts'

function start() {
  const thread = createThread(import.meta.url, '../testing/thread-worker', { base: 10 })
  onTestFinished(() => thread.close())
  return thread
}

it('answers in turn, with values and errors', async () => {
  const thread = start()
  const answers = [thread.ask('add', [1]), thread.ask('fail', []), thread.ask('add', [2])]
  expect(thread.waiting).toBe(3)
  expect(await Promise.allSettled(answers)).toMatchObject([
    { status: 'fulfilled', value: 11 },
    { status: 'rejected', reason: { message: 'asked to fail' } },
    { status: 'fulfilled', value: 12 },
  ])
  expect(thread.waiting).toBe(0)
})

it('ends cleanly before it was asked, and while it is still starting', async () => {
  await start().close()
  const busy = start()
  const answer = busy.ask('add', [1])
  await busy.close()
  expect(await answer).toBe(11)
})

it('fails what it was asked when it dies, and is there for the next question', async () => {
  const thread = start()
  await expect(thread.ask('die', [])).rejects.toThrow()
  expect(await thread.ask('add', [1])).toBe(11)
})

it('puts no question to the thread that nobody waits for any more', async () => {
  const thread = start()
  const [first, leaving] = [thread.ask('add', [1]), new AbortController()]
  const given = thread.ask('die', [], leaving.signal)
  leaving.abort(new Error('gone'))
  await expect(given).rejects.toThrow('gone')
  await expect(thread.ask('add', [5], leaving.signal)).rejects.toThrow('gone')
  expect(await first).toBe(11)
  expect(await thread.ask('add', [2])).toBe(12)
})

it('lets an answer in hand end early when nobody waits for it any more', async () => {
  const thread = start()
  const leaving = new AbortController()
  const endless = thread.ask('workUntilCancelled', [], leaving.signal)
  const next = thread.ask('add', [1])
  leaving.abort(new Error('gone'))
  await expect(endless).rejects.toThrow('gone')
  expect(await next).toBe(11)
})

it('answers what waited behind a question that it died of', async () => {
  const thread = start()
  const [died, next] = [thread.ask('die', []), thread.ask('add', [1])]
  await expect(died).rejects.toThrow()
  expect(await next).toBe(11)
})
