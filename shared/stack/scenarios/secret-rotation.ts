import { drawCast } from './cast.ts'
import { inTurn, type Scenario, type SignedWith } from './scenario.ts'

const phases: [signedWith: SignedWith, note: string][] = [
  ['old', 'Signed with the old secret, before the rotation.'],
  ['both', 'Signed with both secrets, the new one first, during the rotation.'],
  ['new', 'Signed with the new secret alone, after the rotation.'],
]

export const secretRotation: Scenario = {
  name: 'secret-rotation',
  label: 'Rotation of the secret',
  shows:
    'The signing secret is replaced: an event signed with the old one, one with both, one with the new one. It needs an endpoint with two secrets in use, or both secrets of the handler.',
  needsTwoSecrets: true,
  steps: (source) => {
    const { known } = drawCast(source)
    return inTurn(
      source,
      phases.map(([signedWith, note], index) => {
        const madeMs = (index - phases.length) * 2000
        const data = {
          ...known,
          server_metadata: { rotation: signedWith },
          last_active_at_millis: source.now() + madeMs,
        }
        return { payload: { type: 'user.updated', data }, madeMs, signedWith, note }
      }),
    )
  },
}
