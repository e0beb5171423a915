import { sampleKnownTeam, sampleTeam } from '../families/team.ts'
import { knownUser, sampleUser } from '../families/user.ts'
import type { SeededSource } from '../sample-source.ts'

/** Whom a scenario is about. The same source gives the same: who signs up in one can be deleted in another. */
export interface Cast {
  /** As they sign up. */
  user: ReturnType<typeof sampleUser>
  /** As the user is later, working in the team that invited them. */
  known: ReturnType<typeof knownUser>
  /** Made for the user at the sign-up. */
  personalTeam: ReturnType<typeof sampleTeam>
  /** That invited them to sign up. */
  invitingTeam: ReturnType<typeof sampleTeam>
  /** That they join later. */
  otherTeam: ReturnType<typeof sampleTeam>
}

/** To be drawn before anything else. */
export function drawCast(source: SeededSource): Cast {
  let user = sampleUser(source)
  while (user.is_anonymous) user = sampleUser(source)
  const name = user.display_name ?? user.primary_email
  const invitingTeam = sampleKnownTeam(source)
  return {
    user,
    known: knownUser(user, invitingTeam, source.now()),
    personalTeam: sampleTeam(source, name === null ? 'Personal Team' : `${name}'s Team`),
    invitingTeam,
    otherTeam: sampleKnownTeam(source),
  }
}

/** What members of a team get. */
export const defaultPermissions = ['team_member', 'billing:read'] as const
