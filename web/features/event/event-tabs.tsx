import { useEffect, useRef } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { useAddress } from '../../lib/use-address.ts'
import { useShortcut } from '../../lib/use-shortcut.ts'
import styles from './event-tabs.module.css'
import type { Tab } from './tabs.tsx'

interface EventTabsProps {
  tabs: Tab[]
  current: string
  onTab(id: string): void
}

export function EventTabs({ tabs, current, onTab }: EventTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const at = tabs.findIndex((tab) => tab.id === current)
  const address = useAddress()
  // Where the pane is narrow the tabs scroll.
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  const atNow = () => {
    const { tab } = address()
    return Math.max(
      0,
      tabs.findIndex(({ id }) => id === (tab ?? current)),
    )
  }
  const go = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length]
    if (tab) onTab(tab.id)
  }
  const focus = (index: number) => {
    go(index)
    const buttons = list.current?.querySelectorAll<HTMLElement>('[role=tab]')
    buttons?.[(index + tabs.length) % tabs.length]?.focus()
  }
  useShortcut('tab1', () => go(0))
  useShortcut('tab2', () => go(1))
  useShortcut('tab3', () => go(2))
  useShortcut('tab4', () => go(3))
  const has = (id: string) => tabs.some((tab) => tab.id === id)
  useShortcut('tab5', () => onTab('message'), has('message'))
  useShortcut('tab6', () => onTab('history'), has('history'))
  useShortcut('tabBefore', () => go(atNow() - 1))
  useShortcut('tabAfter', () => go(atNow() + 1))

  const moves: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: tabs.length - 1,
  }
  return (
    <div ref={list} role="tablist" aria-label="Event" className={styles.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`tab-${tab.id}`}
          aria-selected={tab.id === current}
          aria-controls={tab.id === current ? `panel-${tab.id}` : undefined}
          tabIndex={tab.id === current ? 0 : -1}
          className={classNames(styles.tab, tab.id === current && styles.current)}
          onClick={() => onTab(tab.id)}
          onKeyDown={(event) => {
            const to = moves[event.key]
            if (to === undefined) return
            event.preventDefault()
            focus(to)
          }}
        >
          {tab.name}
          {tab.count !== null && (
            <>
              {' '}
              <span className={styles.count}>{tab.count}</span>
            </>
          )}
        </button>
      ))}
    </div>
  )
}
