import { describe, expect, it } from 'vitest'
import { firstDraft, inputOf, problemsOf, type SampleDraft } from './draft.ts'

const draft = (part: Partial<SampleDraft>): SampleDraft => ({ ...firstDraft, ...part })

describe('a draft of samples', () => {
  it('asks for nothing that was not chosen', () => {
    expect(inputOf(firstDraft, 'stack')).toEqual({ type: 'user.created', endpoint: 'stack' })
    expect(inputOf(firstDraft, null)).toBeNull()
  })

  it('asks for all that was chosen', () => {
    const chosen = {
      overrides: ' {"display_name":null} ',
      tamper: 'body_bom',
      seed: ' ada ',
      count: 20,
    } as const
    expect(inputOf(draft(chosen), 'stack')).toEqual({
      type: 'user.created',
      endpoint: 'stack',
      overrides: { display_name: null },
      tamper: 'body_bom',
      seed: 'ada',
      count: 20,
    })
  })

  it('needs a URL and a secret for a handler, which an endpoint never gets', () => {
    const toUrl = draft({ what: 'sign-up', to: 'url', url: 'http://localhost:3000/hook', secret: 'whsec_a' })
    expect(inputOf(toUrl, 'stack')).toEqual({ scenario: 'sign-up', url: toUrl.url, secret: 'whsec_a' })
    expect(inputOf({ ...toUrl, secret: '' }, 'stack')).toBeNull()
    expect(inputOf({ ...toUrl, to: 'endpoint' }, 'stack')).toEqual({ scenario: 'sign-up', endpoint: 'stack' })
  })

  it('has no overrides for a scenario, whatever was typed for a type', () => {
    expect(inputOf(draft({ what: 'sign-up', overrides: '{' }), 'stack')).not.toHaveProperty('overrides')
  })

  it('says what is wrong, once something was typed', () => {
    expect(problemsOf(draft({ to: 'url' }))).toEqual({})
    expect(
      Object.keys(problemsOf(draft({ to: 'url', url: 'localhost', overrides: '[1]', count: null }))),
    ).toEqual(['url', 'overrides', 'count'])
  })
})
