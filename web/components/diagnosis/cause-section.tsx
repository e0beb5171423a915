import { lazy, Suspense } from 'react'
import type { Cause, Confidence } from '../../../shared/diagnosis.ts'
import { VisibleText } from '../visible-text.tsx'
import styles from './cause-section.module.css'
import { hasProof } from './evidence.ts'
import { Proof } from './proof.tsx'

const Recipes = lazy(() => import('./recipes.tsx').then((module) => ({ default: module.Recipes })))

const confidences: Record<Confidence, { word: string; meaning: string }> = {
  proven: { word: 'Proven', meaning: 'It was tried and the signature then matched, or it is a plain fact.' },
  likely: { word: 'Likely', meaning: 'It fits what came, but no signature proves it.' },
  possible: { word: 'Possible', meaning: 'Nothing speaks against it.' },
}

interface CauseSectionProps {
  cause: Cause
  /** Null where the sentence above says it already. */
  title: string | null
  /** The framework that the reader chose last, by its id. */
  framework: string | null
  onFramework(id: string): void
}

/** One cause: what happened, what shows it, what to do. */
export function CauseSection({ cause, title, framework, onFramework }: CauseSectionProps) {
  const { explanation, evidence, fix, confidence } = cause
  const { word, meaning } = confidences[confidence]
  const Heading = title === null ? 'h2' : 'h3'
  return (
    <section className={styles.cause} aria-label={`Cause: ${cause.title}`}>
      {title !== null && (
        <h2 className={styles.title}>
          <VisibleText text={title} />
        </h2>
      )}
      <p className={styles.text}>
        <span className={styles.confidence} data-confidence={confidence} title={meaning}>
          {word}
        </span>
        <VisibleText text={explanation} />
      </p>
      {hasProof(evidence) && (
        <>
          <Heading className={styles.part}>Proof</Heading>
          <Proof evidence={evidence} />
        </>
      )}
      <Heading className={styles.part}>Fix</Heading>
      <p className={styles.fix}>
        <VisibleText text={fix} />
      </p>
      <Suspense>
        <Recipes code={cause.code} framework={framework} onFramework={onFramework} />
      </Suspense>
    </section>
  )
}
