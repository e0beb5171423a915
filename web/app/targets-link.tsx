import { IconTargetArrow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { targetsQuery } from '../api/targets.ts'
import { classNames } from '../lib/class-names.ts'
import { formatCount } from '../lib/format.ts'
import styles from './rail.module.css'

/** The way to the targets, and how many of them are down. */
export function TargetsLink({ current }: { current: boolean }) {
  const { data = [] } = useQuery(targetsQuery)
  const down = data.filter(({ circuit }) => circuit.state !== 'closed').length
  return (
    <Link
      to="/targets"
      className={classNames(styles.all, styles.targets)}
      activeOptions={{ includeSearch: false }}
      data-current={current}
    >
      <IconTargetArrow size={16} stroke={1.6} aria-hidden="true" />
      Targets
      {down > 0 && <span className={styles.down}>{formatCount(down)} down</span>}
    </Link>
  )
}
