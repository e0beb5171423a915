import { expect, it } from 'vitest'
import { parseJson } from '../../shared/json/parse.ts'
import { copyText } from '../../shared/json/read.ts'
import { entityOfNode } from './entity-of-node.ts'

it('knows the ids of users, teams and issues in a payload, and no others', () => {
  const payload = {
    type: 'user.deleted',
    data: {
      id: 'u1',
      teams: [{ id: 't1' }],
      selected_team: { id: 't2' },
      selected_team_id: 't2',
      oauth_providers: [{ id: 'google' }],
    },
  }
  const { document } = parseJson(JSON.stringify(payload))
  if (document === null) throw new Error('not JSON')
  const found = Array.from(
    { length: document.count },
    (_, node) => [node, entityOfNode(document, node)] as const,
  )
    .filter(([, entity]) => entity !== null)
    .map(([node, entity]) => `${entity?.kind} ${copyText(document, node)}`)
  expect(found).toEqual(['user u1', 'team t1', 'team t2', 'team t2'])
  const membership = parseJson(
    '{"type":"team_membership.created","data":{"team_id":"t","user_id":"u","id":"x"}}',
  ).document
  const kinds = Array.from(
    { length: membership?.count ?? 0 },
    (_, node) => membership && entityOfNode(membership, node)?.kind,
  )
  expect(kinds.filter(Boolean)).toEqual(['team', 'user'])
})
