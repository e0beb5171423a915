import { describe, expect, it } from 'vitest'
import { families, otherTypes, printTypes, readTypes } from './chosen-types.ts'

const known = ['user.created', 'user.deleted', 'team.created', 'team.deleted', 'stack.test']

describe('the chosen types in the address', () => {
  it('are all where it names none', () => {
    expect(readTypes(null, known)).toEqual(known)
    expect(printTypes(known, known)).toBeNull()
  })

  it.each([
    [['user.created'], 'user.created'],
    [['user.created', 'user.deleted'], 'user.*'],
    [['user.created', 'user.deleted', 'stack.test'], 'user.*,stack.test'],
    [[], 'none'],
  ])('are %j as %s, and back', (chosen, text) => {
    expect(printTypes(chosen, known)).toBe(text)
    expect(readTypes(text, known)).toEqual(chosen)
  })

  it('leaves out what cannot be chosen', () => {
    expect(readTypes('user.created,invoice.paid', known)).toEqual(['user.created'])
  })
})

describe('the choices', () => {
  it('are grouped by what stands before the dot', () => {
    expect(families(known).map(({ name, types }) => [name, types.length])).toEqual([
      ['user', 2],
      ['team', 2],
      ['stack', 1],
    ])
  })

  it('have what was received besides, as far as it looks like a type', () => {
    const received = [
      'user.created',
      'invoice.paid',
      null,
      'a,b',
      'x y',
      '<b>',
      'invoice.paid',
      'none',
      'ping',
    ]
    expect(otherTypes(received, known)).toEqual(['invoice.paid', 'ping'])
  })
})
