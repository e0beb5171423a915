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
