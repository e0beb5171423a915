import { describe, expect, it } from 'vitest'
import type { DiffPart } from '../../../shared/diagnosis.ts'
import type { Recipe } from '../../../shared/fixes/index.ts'
import { bytePieces } from './byte-pieces.ts'
import { diffSide } from './diff-side.ts'
import { hasProof, secondsWords, valueFacts } from './evidence.ts'
import { chooseRecipe } from './recipe-choice.ts'

const shown = (text: string) =>
  bytePieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : `${piece.sign}${piece.endsLine ? '\n' : ''}`))
    .join('')

describe('bytes made visible', () => {
  it('gives spaces, tabs and line ends a sign, and ends lines where they end', () => {
    expect(shown('{\r\n  "a":\t1\n}')).toBe('{CR↵\n··"a":→1↵\n}')
  })

  it('ends one line for several line ends in a row', () => {
    expect(shown('a\n\n\r\nb')).toBe('a↵↵CR↵\nb')
  })

  it('names the characters that hide or reorder others, and spaces that look like the common one', () => {
    expect(shown('\ufeff{"a\u202e\u00a0b"}')).toBe('U+FEFF{"aU+202EU+00A0b"}')
  })

  it('leaves everything else as it is', () => {
    expect(bytePieces('<script>Zoë</script>')).toEqual([{ kind: 'text', text: '<script>Zoë</script>' }])
  })
})

it('shows on each side of a diff what both share and its own', () => {
  const parts: DiffPart[] = [
    { kind: 'same', text: '{"a":', bytes: 5 },
    { kind: 'signed', text: ' ', bytes: 1 },
    { kind: 'received', text: '\n', bytes: 1 },
    { kind: 'skipped', text: '', bytes: 984 },
  ]
  expect(diffSide(parts, 'signed')).toEqual([
    { kind: 'same', text: '{"a":' },
    { kind: 'changed', text: ' ' },
    { kind: 'skipped', bytes: 984 },
  ])
  expect(diffSide(parts, 'received')[1]).toEqual({ kind: 'changed', text: '\n' })
})

describe('evidence in words', () => {
  it('says how late an event is, and whether others are too', () => {
    expect(secondsWords({ seconds: { ageS: 3600, typicalS: 1, others: 8 } })).toEqual([
      'Signed 3,600 s before receipt; the limit is 300 s.',
      'The 8 events before it from this source: typically 1 s before receipt.',
    ])
    expect(secondsWords({ seconds: { ageS: -400, typicalS: null, others: 0 } })).toEqual([
      'Signed 400 s after receipt; the limit is 300 s.',
    ])
  })

  it('sets what came beside what was signed, and leaves out what is not known', () => {
    expect(valueFacts({ value: { name: 'svix-id', received: '"msg_1"', signed: 'msg_1' } })).toEqual([
      { name: 'svix-id received', text: '"msg_1"' },
      { name: 'svix-id signed', text: 'msg_1' },
    ])
    expect(valueFacts({ value: { name: 'svix-id', received: '', signed: null } })).toEqual([])
  })

  it('has no proof to show where there was only a search in vain', () => {
    expect(hasProof({ tried: { signatures: 900, secrets: 2, bodies: 40, complete: true } })).toBe(false)
    expect(hasProof({ signature: 'v1,abc' })).toBe(true)
  })
})

describe('the recipes that are shown', () => {
  const recipe = (framework: Recipe['framework']): Recipe => ({
    framework,
    title: framework,
    language: 'javascript',
    code: '',
    note: null,
  })
  const known = [
    { id: 'express', label: 'Express' },
    { id: 'hono', label: 'Hono' },
    { id: 'flask', label: 'Flask' },
  ]
  const chosen = (recipes: Recipe[], wanted: string | null) => {
    const { choices, selected, shown } = chooseRecipe(recipes, known, wanted)
    return [choices.map(({ id }) => id), selected, shown.map(({ title }) => title)]
  }

  it('are those of the framework chosen last, or of the first', () => {
    const recipes = [recipe('express'), recipe('flask')]
    expect(chosen(recipes, 'flask')).toEqual([['express', 'flask'], 'flask', ['flask']])
    expect(chosen(recipes, null)).toEqual([['express', 'flask'], 'express', ['express']])
    expect(chosen(recipes, 'hono')).toEqual([['express', 'flask'], 'express', ['express']])
  })

  it('leave nothing to choose where they hold for every framework', () => {
    expect(chosen([recipe('any')], 'flask')).toEqual([[], 'any', ['any']])
  })

  it('put the general one below a framework’s own, and show it alone to the others', () => {
    const recipes = [recipe('any'), recipe('express')]
    expect(chosen(recipes, 'express')).toEqual([['express', 'any'], 'express', ['express', 'any']])
    expect(chosen(recipes, 'flask')).toEqual([['express', 'any'], 'any', ['any']])
  })

  it('offer no other framework where there is a recipe for each', () => {
    const recipes = [recipe('express'), recipe('hono'), recipe('flask'), recipe('any')]
    expect(chosen(recipes, null)).toEqual([['express', 'hono', 'flask'], 'express', ['express', 'any']])
  })
})
