import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { targetsQuery } from '../../api/targets.ts'
import { BackLink } from '../../components/back-link.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { CircuitLine } from './circuit-line.tsx'
import { DeleteTarget } from './delete-target.tsx'
import { TargetDeliveries } from './deliveries/target-deliveries.tsx'
import { Settings } from './settings/settings.tsx'
import styles from './target-page.module.css'
import page from './targets-page.module.css'
import { TestResult } from './test-result.tsx'
import { useTest } from './use-test.ts'

interface TargetPageProps {
  id: string
  onOpenRail(): void
  onDeleted(): void
}

/** One target: whether it takes requests, how it is set up, and what was sent to it. */
export function TargetPage({ id, onOpenRail, onDeleted }: TargetPageProps) {
  const targets = useQuery(targetsQuery)
  const target = targets.data?.find((candidate) => candidate.id === id)
  const test = useTest(id)
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <BackLink to="/targets" label="All targets" />
          {target && (
            <>
              <h1>
                <VisibleText text={target.name} />
              </h1>
              <span className={page.space} />
              <LinkButton to="/probe" search={{ target: id }}>
                Probe
              </LinkButton>
              <Button
                leftSection={<IconSend2 size={15} />}
                loading={test.isPending}
                onClick={() => test.mutate()}
              >
                Send a test
              </Button>
            </>
          )}
        </>
      }
    >
      {target ? (
        <PageContent className={styles.content}>
          {(target.circuit.state !== 'closed' || target.circuit.failures > 0) && (
            <div className={styles.down} data-down={target.circuit.state !== 'closed'}>
              <CircuitLine target={target} />
            </div>
          )}
          <TestResult test={test} />
          <Settings key={target.id} target={target} />
          <TargetDeliveries key={`deliveries ${target.id}`} target={target} />
          {!target.configured && <DeleteTarget target={target} onDeleted={onDeleted} />}
        </PageContent>
      ) : targets.data === undefined ? (
        <NotLoaded query={targets} what="the target" rows={8} />
      ) : (
        <Message
          title="There is no such target"
          action={<LinkButton to="/targets">Show all targets</LinkButton>}
        >
          It was deleted, or the link is from another Hooklens.
        </Message>
      )}
    </PageFrame>
  )
}
