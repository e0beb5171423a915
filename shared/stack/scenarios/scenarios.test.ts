import { describe, expect, it } from 'vitest'
import type { EventSummary } from '../../event.ts'
import { checkPayload } from '../../schema/check.ts'
import { numberAttempts } from '../../svix/attempts.ts'
import { messageIdAt } from '../../svix/message-id.ts'
import { timeOfMessageId } from '../../svix/message-time.ts'
import { parsePayload } from '../parse.ts'
import { payloadSchemaOf } from '../registry.ts'
import { seededSource } from '../sample-source.ts'
import { samplePayload, sampleTypes } from '../samples.ts'
import { storiesOf } from '../stories.ts'
import { scenarioOf, scenarios } from './index.ts'
import type { Step } from './scenario.ts'

const at = Date.UTC(2026, 10, 23, 10)
const names = scenarios.map(({ name }) => name)
const seeds = Array.from({ length: 50 }, (_, i) => `seed ${i}`)
const stepsOf = (name: string, seed = 'ada'): Step[] => scenarioOf(name)?.steps(seededSource(seed, at)) ?? []

/** The steps as Hooklens would have stored them. */
function arrived(steps: Step[]): EventSummary[] {
  let now = at
  return steps.map(({ payload, pauseMs }, index) => {
    now += pauseMs
    return {
      ...{ seq: index + 1, receivedAt: now, verdict: 'verified', flags: [] },
      ...parsePayload(payload),
    } as unknown as EventSummary
  })
}

describe('a seeded source', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const bytes = (seed: string) =>
      sampleTypes.map((type) => JSON.stringify(samplePayload(type, seededSource(seed, at))))
    expect(bytes('ada')).toEqual(bytes('ada'))
    const differing = bytes('ada').filter((text, index) => text !== bytes('bob')[index])
    // Only the dashboard's test says nothing of anybody.
    expect(differing).toHaveLength(sampleTypes.length - 1)
  })

  it('makes ids of version 4 that do not repeat', () => {
    const ids = seeds.flatMap((seed) => {
      const { uuid } = seededSource(seed, at)
      return Array.from({ length: 100 }, uuid)
    })
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('calls people of many places by names of their own, with plain addresses that fit them', () => {
    const users = Array.from({ length: 500 }, (_, i) => {
      const data = samplePayload('user.created', seededSource(`user ${i}`, at))?.data
      return data as { display_name: string | null; primary_email: string | null; is_anonymous: boolean }
    })
    const named = users.filter(({ display_name }) => display_name !== null)
    expect(named.filter(({ display_name }) => /[^ -~]/.test(display_name ?? '')).length).toBeGreaterThan(50)
    expect(new Set(named.map(({ display_name }) => display_name)).size).toBeGreaterThan(100)
    for (const { primary_email } of users.filter(({ is_anonymous }) => !is_anonymous)) {
      expect(primary_email).toMatch(/^[a-z]{2,}(\.[a-z]+)?\d*@(mail\.)?example\.(com|org|net)$/)
    }
  })
})

describe('scenarios', () => {
  it.each(names)('%s: every payload is valid by its schema, whatever the seed', (name) => {
    for (const seed of seeds) {
      for (const { payload } of stepsOf(name, seed)) {
        expect(checkPayload(payloadSchemaOf(payload.type), payload)).toEqual({ state: 'valid', findings: [] })
      }
    }
  })

  it.each(names)('%s: the same seed gives the same steps, any seed as many', (name) => {
    expect(stepsOf(name)).toEqual(stepsOf(name))
    expect(new Set(seeds.map((seed) => stepsOf(name, seed).length)).size).toBe(1)
  })

  it.each([
    ['sign-up', 'Sign-up'],
    ['join-team', 'Member added'],
    ['leave-team', 'Member removed'],
    ['delete-user', 'User deleted'],
    ['permission-change', 'Permissions changed'],
    ['update-storm', 'User changed'],
    ['secret-rotation', 'User changed'],
  ])('%s is told as the story “%s”', (name, title) => {
    for (const seed of seeds) {
      const steps = stepsOf(name, seed)
      expect(storiesOf(arrived(steps)).map((story) => [story.title, story.events.length])).toEqual([
        [title, steps.length],
      ])
    }
  })

  it('are about the same user and teams where the seed is the same', () => {
    const [team, user, membership] = stepsOf('sign-up').map(({ payload }) => payload.data)
    expect(stepsOf('leave-team')[0]?.payload.data).toEqual(membership)
    const deleted = stepsOf('delete-user').find(({ payload }) => payload.type === 'user.deleted')
    expect(deleted?.payload.data).toMatchObject({ id: user?.['id'] })
    expect(deleted?.payload.data['teams']).toEqual(
      expect.arrayContaining([{ id: team?.['id'] }, { id: membership?.['team_id'] }]),
    )
  })

  it('send the event of a personal team before that of its user, who has selected none', () => {
    const [team, user] = stepsOf('sign-up').map(({ payload }) => payload)
    expect([team?.type, user?.type]).toEqual(['team.created', 'user.created'])
    expect(user?.data).toMatchObject({ selected_team: null, selected_team_id: null })
  })

  it('end memberships of a deleted user before and after the user, depending on the seed', () => {
    const places = seeds.map((seed) =>
      stepsOf('delete-user', seed).findIndex(({ payload }) => payload.type === 'user.deleted'),
    )
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]))
  })

  it('retry a message so that each is known as the attempt that it is, and none is signed too long ago', () => {
    const steps = stepsOf('svix-retries')
    expect(new Set(steps.map(({ payload }) => JSON.stringify(payload))).size).toBe(1)
    expect(Math.min(...steps.map(({ signedMs }) => signedMs))).toBeGreaterThan(-290_000)
    const madeAt = at + (steps[0]?.madeMs ?? 0)
    const messageId = messageIdAt(madeAt, new Uint8Array(16).fill(7))
    expect(timeOfMessageId(messageId)).toBe(Math.floor(madeAt / 1000) * 1000)
    const events = steps.map(({ signedMs }) => ({ messageId, sentAt: at + signedMs, receivedAt: at }))
    expect(numberAttempts(events, Math.floor(madeAt / 1000) * 1000).numbers).toEqual([1, 2, 3])
  })
})
