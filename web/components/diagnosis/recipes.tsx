import type { CauseCode } from '../../../shared/diagnosis.ts'
import { frameworks, type Recipe, recipesFor } from '../../../shared/fixes/index.ts'
import { CopyButton } from '../copy-button.tsx'
import { FrameworkChoice } from '../framework-choice.tsx'
import { chooseRecipe } from './recipe-choice.ts'
import styles from './recipes.module.css'

interface RecipesProps {
  code: CauseCode
  /** The framework that the reader chose last, by its id. */
  framework: string | null
  onFramework(id: string): void
}

/** The code that mends a cause, in the reader's framework. Loaded when a cause is first shown. */
export function Recipes({ code, framework, onFramework }: RecipesProps) {
  const { choices, selected, shown } = chooseRecipe(recipesFor(code), frameworks, framework)
  const [first, ...more] = shown
  return (
    <>
      {choices.length > 0 && (
        <FrameworkChoice
          name={`framework-${code}`}
          choices={choices}
          selected={selected}
          onSelect={onFramework}
        />
      )}
      {first && <RecipeCode recipe={first} />}
      {more.map((recipe) => (
        <details key={`${recipe.framework} ${recipe.title}`} className={styles.more}>
          <summary>{recipe.title}</summary>
          <RecipeCode recipe={recipe} />
        </details>
      ))}
    </>
  )
}

function RecipeCode({ recipe }: { recipe: Recipe }) {
  return (
    <figure className={styles.recipe}>
      <figcaption>
        {recipe.title}
        <CopyButton text={recipe.code} label={`Copy the code: ${recipe.title}`} className={styles.copy} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <pre tabIndex={0} data-language={recipe.language}>
        <code>{recipe.code}</code>
      </pre>
      {recipe.note !== null && <p className={styles.note}>{recipe.note}</p>}
    </figure>
  )
}
