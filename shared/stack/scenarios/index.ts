import { deleteUser } from './delete-user.ts'
import { joinTeam } from './join-team.ts'
import { leaveTeam } from './leave-team.ts'
import { permissionChange } from './permission-change.ts'
import type { Scenario } from './scenario.ts'
import { secretRotation } from './secret-rotation.ts'
import { signUp } from './sign-up.ts'
import { svixRetries } from './svix-retries.ts'
import { updateStorm } from './update-storm.ts'

/** Every scenario, in the order in which they would follow one another in a user's life. A new one is a file and a line. */
export const scenarios: readonly Scenario[] = [
  signUp,
  joinTeam,
  permissionChange,
  leaveTeam,
  deleteUser,
  updateStorm,
  svixRetries,
  secretRotation,
]

export function scenarioOf(name: string): Scenario | null {
  return scenarios.find((scenario) => scenario.name === name) ?? null
}
