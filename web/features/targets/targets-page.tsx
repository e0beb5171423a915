import { Button } from '@mantine/core'
import { IconPlus, IconTargetArrow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Target } from '../../../shared/target.ts'
import { targetsQuery } from '../../api/targets.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { NewTargetDialog } from './new-target-dialog.tsx'
import { TargetItem } from './target-item.tsx'
import styles from './targets-page.module.css'

interface TargetsPageProps {
  onOpenRail(): void
  onCreated(target: Target): void
}

/** Where events are sent on to: every target with its rule and how it stands. */
export function TargetsPage({ onOpenRail, onCreated }: TargetsPageProps) {
  const targets = useQuery(targetsQuery)
  const [adding, setAdding] = useState(false)
  const some = targets.data !== undefined && targets.data.length > 0
  const add = (
    <Button
      variant={some ? 'default' : 'filled'}
      leftSection={<IconPlus size={15} />}
      onClick={() => setAdding(true)}
    >
      New target
    </Button>
  )
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <h1>Targets</h1>
          <span className={styles.space} />
          <LinkButton to="/replays" variant="subtle">
            Replays
          </LinkButton>
          {some && add}
        </>
      }
    >
      <PageContent>
        {targets.data === undefined ? (
          <NotLoaded query={targets} what="the targets" rows={4} height={64} />
        ) : some ? (
          <ul className={styles.list}>
            {targets.data.map((target) => (
              <TargetItem key={target.id} target={target} />
            ))}
          </ul>
        ) : (
          <Message icon={<IconTargetArrow size={32} stroke={1.4} />} title="No targets yet" action={add}>
            A target is a URL that events are sent on to, such as your backend on this machine: one by one
            when you say so, or each as it arrives. Every attempt is kept with its answer.
          </Message>
        )}
      </PageContent>
      <NewTargetDialog opened={adding} onClose={() => setAdding(false)} onCreated={onCreated} />
    </PageFrame>
  )
}
