import { TextInput } from '@mantine/core'
import { IconSearch, IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import type { EventDetail, HeaderPair } from '../../../shared/event.ts'
import { Toolbar } from '../../components/body/toolbar.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { FilterButton } from '../../components/filter-button.tsx'
import { VisibleText } from '../../components/visible-text.tsx'
import { plural } from '../../lib/format.ts'
import { termOfHeader } from '../../lib/value-terms.ts'
import { visibleString } from '../../lib/visible-text.ts'
import styles from './headers-tab.module.css'

const LONG = 600

/** Header pairs as they came: their order, their case, their repeats. */
export function HeadersTab({ event }: { event: EventDetail }) {
  const [needle, setNeedle] = useState('')
  const wanted = needle.trim().toLowerCase()
  const shown = event.headers
    .map((pair, index) => ({ pair, index }))
    .filter(({ pair }) => pair.some((text) => text.toLowerCase().includes(wanted)))
  return (
    <>
      <Toolbar>
        <TextInput
          aria-label="Filter headers"
          placeholder="Filter headers"
          leftSection={<IconSearch size={14} />}
          value={needle}
          onChange={(change) => setNeedle(change.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <span>
          {wanted === ''
            ? plural(event.headers.length, 'header')
            : `${shown.length} of ${event.headers.length}`}
        </span>
        <CopyButton text={() => asText(event.headers)} label="Copy all headers" />
      </Toolbar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className={styles.scroll} tabIndex={0} aria-label="Headers as received">
        {shown.length === 0 && <p className={styles.none}>No header matches.</p>}
        <dl className={styles.list}>
          {shown.map(({ pair, index }) => (
            <Header key={index} pair={pair} />
          ))}
        </dl>
      </section>
    </>
  )
}

function Header({ pair: [name, value] }: { pair: HeaderPair }) {
  const [whole, setWhole] = useState(false)
  const signs = /^(svix|webhook)-(id|timestamp|signature)$/i.test(name)
  const text = whole || value.length <= LONG ? value : value.slice(0, LONG)
  return (
    <div className={styles.header} data-signs={signs}>
      <dt>
        <VisibleText text={name} />
        {signs && (
          <IconSignature
            className={styles.mark}
            size={14}
            stroke={1.6}
            role="img"
            aria-label="signs the event"
          />
        )}
      </dt>
      <dd>
        {value === '' ? <span className={styles.empty}>empty</span> : <VisibleText text={text} />}
        {text.length < value.length && (
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            … show all ({plural(value.length, 'character')})
          </button>
        )}
        <span className={styles.acts}>
          <FilterButton
            term={termOfHeader(name, value)}
            label={`Only events with this value of ${visibleString(name)}`}
          />
          <CopyButton text={value} label={`Copy the value of ${name}`} />
        </span>
      </dd>
    </div>
  )
}

function asText(headers: HeaderPair[]): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')
}
