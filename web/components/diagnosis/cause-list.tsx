import { capital } from '../../../shared/capital.ts'
import type { Diagnosis } from '../../../shared/diagnosis.ts'
import { useStored } from '../../lib/use-stored.ts'
import styles from './cause-list.module.css'
import { CauseSection } from './cause-section.tsx'

/** Every cause with its proof and its fix; a single one of a failure has its title in the sentence above. */
export function CauseList({ diagnosis: { verdict, causes } }: { diagnosis: Diagnosis }) {
  const [framework, setFramework] = useStored('framework', (stored) => stored)
  const isTold = verdict === 'failed' && causes.length === 1
  return (
    <div className={styles.causes}>
      {causes.map((cause) => (
        <CauseSection
          key={cause.code}
          cause={cause}
          title={isTold ? null : capital(cause.title)}
          framework={framework}
          onFramework={setFramework}
        />
      ))}
    </div>
  )
}
