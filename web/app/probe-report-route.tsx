import { useParams } from '@tanstack/react-router'
import { ReportPage } from '../features/probe/report-page.tsx'
import { usePageActions } from './page-context.ts'

/** One probe and its report. */
export function ProbeReportRoute() {
  const { probeId = '' } = useParams({ strict: false })
  return <ReportPage key={probeId} id={probeId} onOpenRail={usePageActions().openRail} />
}
