import type { Recipe } from '../../../shared/fixes/index.ts'

/** Something to choose: a framework, or `any` for what does not depend on one. */
export interface Choice {
  id: string
  label: string
}

export interface RecipeChoice {
  /** Empty where there is nothing to choose. */
  choices: Choice[]
  selected: string
  /** The recipes for what is selected, then those that hold for every framework. */
  shown: Recipe[]
}

/** What the reader can choose among the recipes, and what is shown if they want `wanted`. */
export function chooseRecipe(
  recipes: readonly Recipe[],
  frameworks: readonly Choice[],
  wanted: string | null,
): RecipeChoice {
  const of = (id: string) => recipes.filter(({ framework }) => framework === id)
  const own = frameworks.filter(({ id }) => of(id).length > 0)
  const isForEach = own.length === 0 || own.length === frameworks.length
  const hasGeneral = of('any').length > 0
  const choices = hasGeneral && !isForEach ? [...own, { id: 'any', label: 'Other' }] : own
  const fallback = hasGeneral && !isForEach && wanted !== null ? 'any' : (choices[0]?.id ?? 'any')
  const selected = choices.some(({ id }) => id === wanted) && wanted !== null ? wanted : fallback
  return {
    choices: choices.length > 1 ? choices : [],
    selected,
    shown: [...of(selected), ...(selected === 'any' ? [] : of('any'))],
  }
}
