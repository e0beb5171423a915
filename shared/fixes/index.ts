import type { CauseCode } from '../diagnosis.ts'
import { bodyRecipes } from './body.ts'
import { headerRecipes } from './header.ts'
import type { Recipe } from './recipe.ts'
import { replayRecipes } from './replay.ts'
import { secretRecipes } from './secret.ts'
import { signatureRecipes } from './signature.ts'
import { timeRecipes } from './time.ts'

export { type FrameworkId, frameworks } from './frameworks.ts'
export type { Recipe } from './recipe.ts'

const recipes = {
  ...bodyRecipes,
  ...headerRecipes,
  ...replayRecipes,
  ...secretRecipes,
  ...signatureRecipes,
  ...timeRecipes,
} satisfies Record<CauseCode, Recipe[]>

/**
 * The code that mends a cause, the most telling first. Each of the eight frameworks that Stack documents finds
 * a recipe of its own, or one for `any` framework.
 */
export function recipesFor(code: CauseCode): Recipe[] {
  return recipes[code]
}
