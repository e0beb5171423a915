import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { lazy, Suspense, useMemo } from 'react'
import { firstDifference } from '../../../shared/diff/bytes.ts'
import { LinkButton } from '../../components/link-button.tsx'
import { LoadFailed, Message } from '../../components/message.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { PlaceholderRows } from '../../components/placeholder-rows.tsx'
import { bodyBytes } from '../../lib/bytes.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import styles from './compare-page.module.css'
import { MeaningView } from './meaning-view.tsx'
import { RequestView } from './request-view.tsx'
import { SideHead } from './side-head.tsx'
import { useComparison } from './use-comparison.ts'
import { type Side, type SideState, useSide } from './use-side.ts'
import { useStep } from './use-step.ts'

const TextView = lazy(() => import('./text-view.tsx').then((module) => ({ default: module.TextView })))

const ways = ['meaning', 'text', 'headers'] as const
export type CompareView = (typeof ways)[number]
const names: Record<CompareView, string> = { meaning: 'By meaning', text: 'By text', headers: 'Headers' }

/** The view that an address names; null: it names none. */
export function readCompareView(text: string | undefined): CompareView | null {
  return ways.find((way) => way === text) ?? null
}

interface ComparePageProps {
  a: string
  b: string
  /** Null: the one that suits the bodies. */
  view: CompareView | null
  onView(view: CompareView): void
  onSwap(): void
  /** Another pair. */
  onPair(a: string, b: string): void
  onOpenRail(): void
}

/** Two events, or what was made of one, side by side. */
export function ComparePage({ a, b, view, onView, onSwap, onPair, onOpenRail }: ComparePageProps) {
  const [left, right] = [useSide(a, b), useSide(b, a)]
  return (
    <PageFrame onOpenRail={onOpenRail} bar={<h1>Compare</h1>}>
      {left.kind === 'ready' && right.kind === 'ready' ? (
        <Sides
          left={left.side}
          right={right.side}
          view={view}
          onView={onView}
          onSwap={onSwap}
          onPair={onPair}
        />
      ) : (
        <NotReady sides={[left, right]} />
      )}
    </PageFrame>
  )
}

function NotReady({ sides }: { sides: SideState[] }) {
  const missing = sides.find((side) => side.kind === 'missing')
  const failed = sides.find((side) => side.kind === 'failed')
  if (missing?.kind === 'missing') {
    return (
      <Message title="One of the two is not here" action={<LinkButton to="/">Show all events</LinkButton>}>
        {missing.message}
      </Message>
    )
  }
  if (failed?.kind === 'failed') {
    return <LoadFailed what="One of the two" error={failed.error} retry={failed.retry} />
  }
  return <PlaceholderRows label="Loading what is compared" rows={10} />
}

interface SidesProps extends Pick<ComparePageProps, 'view' | 'onView' | 'onSwap' | 'onPair'> {
  left: Side
  right: Side
}

function Sides({ left, right, view, onView, onSwap, onPair }: SidesProps) {
  const step = useStep(left, right, onPair)
  const areText = left.body.encoding === 'utf8' && right.body.encoding === 'utf8'
  const comparing = useComparison(areText ? left.body.text : null, areText ? right.body.text : null)
  const { state } = comparing
  const differsAt = useMemo(() => firstDifference(bodyBytes(left.body), bodyBytes(right.body)), [left, right])
  const isNoJson = !areText || (state.kind === 'done' && state.comparison.kind === 'notJson')
  const shown = view ?? (isNoJson ? 'text' : 'meaning')
  useShortcut('swap', onSwap)
  useShortcut('tabBefore', () => void step('before'))
  useShortcut('tabAfter', () => void step('after'))
  useShortcut('tab1', () => onView('meaning'))
  useShortcut('tab2', () => onView('text'))
  useShortcut('tab3', () => onView('headers'))
  return (
    <>
      <div className={styles.heads}>
        <SideHead side={left} label="Left" />
        <Tooltip label="Swap the sides (w)">
          <ActionIcon className={styles.swap ?? ''} size={28} aria-label="Swap the sides" onClick={onSwap}>
            <IconArrowsExchange size={16} />
          </ActionIcon>
        </Tooltip>
        <SideHead side={right} label="Right" />
      </div>
      <div className={styles.ways}>
        <span className={styles.steps}>
          <Button
            size="compact-sm"
            title="The pair before, of the same entity ([)"
            onClick={() => void step('before')}
          >
            Earlier
          </Button>
          <Button
            size="compact-sm"
            title="The pair after, of the same entity (])"
            onClick={() => void step('after')}
          >
            Later
          </Button>
        </span>
        <SegmentedControl
          size="xs"
          aria-label="How they are compared"
          value={shown}
          onChange={(way) => onView(readCompareView(way) ?? 'meaning')}
          data={ways.map((value) => ({ value, label: names[value] }))}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className={styles.content} tabIndex={0} aria-label={names[shown]}>
        {shown === 'headers' ? (
          <RequestView left={left} right={right} />
        ) : shown === 'text' && areText && state.kind === 'pending' ? (
          // Whether they are JSON says how they are printed.
          <PlaceholderRows label="Comparing" rows={8} />
        ) : shown === 'text' ? (
          <Suspense fallback={<PlaceholderRows label="Loading the editor" rows={8} />}>
            <TextView
              left={left.body}
              right={right.body}
              areJson={state.kind === 'done' && state.comparison.kind === 'json'}
            />
          </Suspense>
        ) : isNoJson ? (
          <p className={styles.same}>
            {differsAt === null ? 'Both are the same, byte for byte.' : notJsonText(state)}
          </p>
        ) : state.kind === 'failed' ? (
          <LoadFailed what="The comparison" error={null} retry={comparing.retry} />
        ) : state.kind === 'done' && state.comparison.kind === 'json' ? (
          <MeaningView diff={state.comparison.diff} differsAt={differsAt} patch={comparing.patch} />
        ) : (
          <PlaceholderRows label="Comparing" rows={8} />
        )}
      </section>
    </>
  )
}

function notJsonText(state: ReturnType<typeof useComparison>['state']): string {
  const sides = state.kind === 'done' && state.comparison.kind === 'notJson' ? state.comparison.sides : []
  const which = sides.length === 1 ? `The ${sides[0]} body is` : 'The bodies are'
  return `${which} not JSON: compare them by text.`
}
