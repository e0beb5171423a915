import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { ProbeForm } from './probe-form.tsx'
import styles from './probe-page.module.css'
import { RecentProbes } from './recent-probes.tsx'

interface ProbePageProps {
  /** The target to begin with; null: what was probed last. */
  targetId: string | null
  onOpenRail(): void
  onStarted(id: string): void
}

/** Tries a handler with crafted deliveries: what to try, and what was tried before. */
export function ProbePage({ targetId, onOpenRail, onStarted }: ProbePageProps) {
  return (
    <PageFrame onOpenRail={onOpenRail} bar={<h1>Probe</h1>}>
      <PageContent>
        <p className={styles.intro}>
          A probe sends a webhook handler what the sender would send, and what a forger would: valid
          deliveries written in every way, unknown types, duplicates, wrong signatures. It tells what passed,
          what failed and what is dangerous, with the fix.
        </p>
        <ProbeForm targetId={targetId} onStarted={onStarted} />
        <RecentProbes />
      </PageContent>
    </PageFrame>
  )
}
