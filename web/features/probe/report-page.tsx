import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/client.ts'
import { probeQuery } from '../../api/probes.ts'
import { BackLink } from '../../components/back-link.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Message } from '../../components/message.tsx'
import { NotLoaded } from '../../components/not-loaded.tsx'
import { PageContent } from '../../components/page-content.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { CheckGroups } from './check-groups.tsx'
import { Downloads } from './downloads.tsx'
import { FaultList } from './fault-list.tsx'
import styles from './report-page.module.css'
import { Standing } from './standing.tsx'

/** One probe: how far it is, what is wrong with the handler, and every check. */
export function ReportPage({ id, onOpenRail }: { id: string; onOpenRail(): void }) {
  const probe = useQuery(probeQuery(id))
  const isGone = probe.error instanceof ApiError && probe.error.status === 404
  return (
    <PageFrame
      onOpenRail={onOpenRail}
      bar={
        <>
          <BackLink to="/probe" label="All probes" />
          <h1>
            {probe.data ? (
              <>
                Probe of <VisibleText text={probe.data.targetName ?? probe.data.url} />
              </>
            ) : (
              'Probe'
            )}
          </h1>
          <span className={styles.space} />
          {probe.data && probe.data.state !== 'running' && <Downloads report={probe.data} />}
        </>
      }
    >
      {isGone ? (
        <Message title="There is no such probe" action={<LinkButton to="/probe">New probe</LinkButton>}>
          Hooklens was started anew since, or newer probes have taken its place.
        </Message>
      ) : probe.data ? (
        <PageContent>
          <Standing report={probe.data} />
          <FaultList report={probe.data} />
          <CheckGroups report={probe.data} />
        </PageContent>
      ) : (
        <NotLoaded query={probe} what="the probe" rows={8} />
      )}
    </PageFrame>
  )
}
