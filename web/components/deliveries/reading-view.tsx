import { lazy, Suspense } from 'react'
import type { Reading } from '../../../shared/delivery.ts'
import { causeTitles } from '../../lib/cause-names.ts'
import { useStored } from '../../lib/use-stored.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './reading-view.module.css'

const Recipes = lazy(() => import('../diagnosis/recipes.tsx').then((module) => ({ default: module.Recipes })))

/** What a handler's answer tells: what happened over there, what is certain, and what to do about it. */
export function ReadingView({ reading }: { reading: Reading }) {
  const { from, words, meaning, certain, causes } = reading
  const [framework, setFramework] = useStored('framework', (stored) => stored)
  return (
    <section className={styles.reading} aria-label="What the answer tells">
      <p className={styles.meaning}>
        <VisibleText text={meaning} />
      </p>
      <p className={styles.words}>
        <VisibleText text={from} /> says:{' '}
        <q>
          <VisibleText text={words} />
        </q>
      </p>
      {certain.length > 0 && (
        <>
          <h4 className={styles.part}>What is certain</h4>
          <ul className={styles.certain}>
            {certain.map((fact) => (
              <li key={fact}>
                <VisibleText text={fact} />
              </li>
            ))}
          </ul>
        </>
      )}
      {causes.map((code, index) => (
        <details key={code} className={styles.cause}>
          <summary>
            {index === 0 ? 'Likely cause' : 'Or'}: {causeTitles[code]}
          </summary>
          <Suspense>
            <Recipes code={code} framework={framework} onFramework={setFramework} />
          </Suspense>
        </details>
      ))}
    </section>
  )
}
