import type { Recipe } from '../../../../shared/fixes/index.ts'

/** Something to choose: a framework, or `any` for what does not depend on one. */
export interface Choice {
  id: string
  label: string
}

export interface RecipeChoice {
  /** Empty where there is nothing to choose. */
  choices: Choice[]
  selected: string
  /** The recipes for what is selected. */
  shown: Recipe[]
  /** Those that hold for every framework, where there are others above them. */
  general: Recipe[]
}

/** What the reader can choose among the recipes, and what is shown if they want `wanted`. */
export function chooseRecipe(
  recipes: readonly Recipe[],
  frameworks: readonly Choice[],
  wanted: string | null,
): RecipeChoice {
  const has = (id: string) => recipes.some(({ framework }) => framework === id)
  const own = frameworks.filter(({ id }) => has(id))
  const choices = has('any') && own.length > 0 ? [...own, { id: 'any', label: 'Other' }] : own
  const fallback = has('any') && wanted !== null ? 'any' : (choices[0]?.id ?? 'any')
  const selected = choices.some(({ id }) => id === wanted) && wanted !== null ? wanted : fallback
  const of = (id: string) => recipes.filter(({ framework }) => framework === id)
  return {
    choices: choices.length > 1 ? choices : [],
    selected,
    shown: of(selected),
    general: selected === 'any' ? [] : of('any'),
  }
}
