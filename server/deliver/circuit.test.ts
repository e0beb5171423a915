import { expect, it } from 'vitest'
import type { Circuit } from '../../shared/target.ts'
import { afterAttempt, allowance, closedCircuit, trying } from './circuit.ts'
import { nextAttemptAt } from './schedule.ts'

const refused = { status: null, error: { code: 'refused', message: 'Nobody listens.' } } as const
const answered = (status: number) => ({
  status,
  error: status < 300 ? null : ({ code: 'status', message: String(status) } as const),
})
const after = (outcomes: Parameters<typeof afterAttempt>[1][], now = 1000, from: Circuit = closedCircuit) =>
  outcomes.reduce<Circuit>((circuit, outcome) => afterAttempt(circuit, outcome, now), from)

it('opens after five failures in a row, and says why and until when', () => {
  expect(after(Array(4).fill(refused))).toMatchObject({ state: 'closed', failures: 4 })
  const open = after(Array(5).fill(refused))
  expect(open).toEqual({
    state: 'open',
    failures: 5,
    since: 1000,
    tryAt: 11_000,
    reason: 'Nobody listens.',
  })
  expect([allowance(open, 10_999), allowance(open, 11_000)]).toEqual([0, 1])
})

it('counts only what means that nobody answers: a handler that fails is not down', () => {
  expect(after([...Array(4).fill(refused), answered(500)])).toEqual(closedCircuit)
  expect(after(Array(9).fill(answered(400)))).toEqual(closedCircuit)
  expect(after(Array(5).fill(answered(503))).state).toBe('open')
  const unsendable = { status: null, error: { code: 'unsendable', message: 'No secret.' } } as const
  expect(after([...Array(4).fill(refused), unsendable])).toMatchObject({ state: 'closed', failures: 4 })
})

it('lets one request try, waits longer after each failure, at most five minutes, and closes with an answer', () => {
  let circuit = after(Array(5).fill(refused))
  const waits: number[] = []
  for (let now = 100_000; waits.length < 7; now += 1_000_000) {
    circuit = trying(circuit)
    expect(allowance(circuit, now)).toBe(1)
    circuit = afterAttempt(circuit, refused, now)
    waits.push((circuit.tryAt ?? 0) - now)
    expect(circuit.since).toBe(1000)
  }
  expect(waits).toEqual([20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000])
  expect(afterAttempt(trying(circuit), answered(200), 0)).toEqual(closedCircuit)
})

it('hears nothing new from requests that were in flight when it opened', () => {
  const open = after(Array(5).fill(refused))
  expect(after(Array(20).fill(refused), 1500, open)).toMatchObject({ failures: 5, tryAt: 11_000 })
})

it('follows a schedule that is a list of waits', () => {
  const tries = [1, 2, 3].map((done) => nextAttemptAt([5_000, 60_000], done, 1_000))
  expect(tries).toEqual([6_000, 61_000, null])
  expect(nextAttemptAt([], 1, 0)).toBeNull()
})
