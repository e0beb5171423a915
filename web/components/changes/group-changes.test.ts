import { expect, it } from 'vitest'
import { compareJson } from '../../../shared/diff/compare-json.ts'
import { type JsonDocument, parseJson } from '../../../shared/json/parse.ts'
import { changeLines, changeTree, nameSteps } from './group-changes.ts'

function read(value: unknown): JsonDocument {
  const { document } = parseJson(JSON.stringify(value))
  if (document === null) throw new Error('not JSON')
  return document
}

/** The lines as they are drawn: set in by their depth, groups with their count. */
function drawn(left: unknown, right: unknown, folded: string[] = []): string[] {
  const tree = changeTree(compareJson(read(left), read(right)).changes)
  return changeLines(tree, new Set(folded)).map((line) => {
    const text = line.kind === 'group' ? `${line.name} (${line.count})` : `${line.change.kind} ${line.name}`
    return '  '.repeat(line.depth) + text
  })
}

const before = {
  type: 'a',
  data: { name: 'x', risk: { sign_up: { bot: 0, trial: 0 }, other: 0 }, one: { deep: 1 } },
}
const after = {
  type: 'b',
  data: { name: 'y', risk: { sign_up: { bot: 1, trial: 1 }, other: 0 }, one: { deep: 2 } },
}

it('puts changes below the path that several share, and others by themselves', () => {
  expect(drawn(before, after)).toEqual([
    'changed type',
    'changed data.name',
    'data.risk.sign_up (2)',
    '  changed bot',
    '  changed trial',
    'changed data.one.deep',
  ])
})

it('puts groups into groups', () => {
  const further = { ...after, data: { ...after.data, risk: { ...after.data.risk, other: 1 } } }
  expect(drawn(before, further).slice(2, 7)).toEqual([
    'data.risk (3)',
    '  sign_up (2)',
    '    changed bot',
    '    changed trial',
    '  changed other',
  ])
  expect(drawn(before, further, ['data.risk.sign_up']).slice(2, 5)).toEqual([
    'data.risk (3)',
    '  sign_up (2)',
    '  changed other',
  ])
  expect(drawn(before, further, ['data.risk'])).toHaveLength(4)
})

it('tells elements apart by their ids, wherever they stand', () => {
  const [one, two] = [
    { id: 't1', name: 'A', role: 'x' },
    { id: 't2', name: 'B' },
  ]
  expect(drawn({ teams: [one, two] }, { teams: [two, { id: 't1', name: 'C' }] })).toEqual([
    'teams[id="t1"] (3)',
    '  moved teams[id="t1"]',
    '  changed name',
    '  removed role',
  ])
})

it('takes no two elements that had one place for a group', () => {
  expect(
    drawn({ list: [{ a: 1 }, 1] }, { list: [1, 'x', { b: 1 }] }).filter((line) => line.includes('[0] (')),
  ).toEqual([])
})

it('takes names apart, whatever stands in their keys', () => {
  for (const steps of [
    ['data', '.teams', '[id="t]1\\"."]', '.name'],
    ['["a.b"]', '["]"]', '[0]'],
    ['$'],
    ['[team_id="t",user_id="u"]', '.$x'],
  ]) {
    expect(nameSteps(steps.join(''))).toEqual(steps)
  }
  expect(nameSteps('…ta.cut["x"].y')).toEqual(['…ta.cut["x"].y'])
})
