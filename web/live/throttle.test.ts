import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Throttle } from './throttle.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('runs at once, and what is asked for meanwhile once more when the time has passed', async () => {
  const work = vi.fn(async () => {})
  const throttle = new Throttle(work, 1000)
  throttle.ask()
  throttle.ask()
  throttle.ask()
  await vi.advanceTimersByTimeAsync(999)
  expect(work).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(work).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(2)
})

it('waits for work that takes longer, also when it fails', async () => {
  let fail: (error: Error) => void = () => {}
  const slow = new Promise<void>((_, reject) => (fail = reject))
  const work = vi.fn(async () => {}).mockReturnValueOnce(slow)
  const throttle = new Throttle(work, 1000)
  throttle.ask()
  await vi.advanceTimersByTimeAsync(5000)
  throttle.ask()
  expect(work).toHaveBeenCalledTimes(1)
  fail(new Error('no answer'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

it('runs nothing more once stopped', async () => {
  const work = vi.fn(async () => {})
  const throttle = new Throttle(work, 1000)
  throttle.ask()
  throttle.ask()
  await vi.advanceTimersByTimeAsync(0)
  throttle.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(work).toHaveBeenCalledTimes(1)
})
