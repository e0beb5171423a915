import type { Suspect } from './suspect.ts'

/** More ids than this come in nobody's headers. */
const MAX_ELSEWHERE = 20

export const idAltered: Suspect = {
  code: 'id_altered',
  title: () => 'the message id was changed on its way here',
  explanation: ({ value }) => `The signature matches the id ${value?.signed}; ${value?.received} came.`,
  fix: () =>
    'Pass the header svix-id on as it came: it is part of what is signed. Do not use it for a request id of your own.',
  *ids(id, { headers }) {
    const elsewhere = headers
      .filter(([, value]) => /^msg_\w+$/.test(value) && value !== id)
      .slice(0, MAX_ELSEWHERE)
      .map(([, value]) => value)
    const variants = [id.trim(), id.replace(/^["']|["']$/g, ''), ...elsewhere, ...upToFirstUnderscore(id)]
    for (const value of new Set(variants)) {
      if (value !== id && value !== '')
        yield { value, evidence: { value: { name: 'svix-id', received: id, signed: value } } }
    }
  },
}

/** Ids are case-sensitive; only the prefix can be put back when somebody changed it. */
function upToFirstUnderscore(id: string): string[] {
  return [id.toLowerCase(), id.replace(/^MSG_/, 'msg_'), `msg_${id}`, id.replace(/^msg_/, '')]
}
