import type { ReactNode } from 'react'
import type { Body, HeaderPair } from '../../../shared/event.ts'
import { BodyView } from '../body/body-view.tsx'
import { VisibleText } from '../visible-text.tsx'
import { HeaderList } from './header-list.tsx'
import styles from './sides.module.css'

/** A request beside its answer, each a `Side`; where both do not fit, the answer comes first. */
export function Sides({ children }: { children: ReactNode }) {
  return <div className={styles.sides}>{children}</div>
}

interface SideProps {
  of: 'request' | 'answer'
  title: string
  /** Null: `none` says why there is none. */
  message: {
    /** `POST https://…`, `400 Bad Request` */
    first: string
    headers: HeaderPair[]
    isEmpty: boolean
    /** Null: nobody knows it any more. */
    body: Body | null
    facts: string
    /** What is not as it was sent. */
    note?: string | undefined
  } | null
  none?: string
}

/** One HTTP message: its first line, its headers and its body. */
export function Side({ of, title, message, none }: SideProps) {
  return (
    <section className={styles.side} aria-label={title} data-of={of}>
      <h4>{title}</h4>
      {message === null ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <>
          <p className={styles.first}>
            <VisibleText text={message.first} />
          </p>
          <HeaderList headers={message.headers} label={`the ${of}’s headers`} />
          {message.note && <p className={styles.note}>{message.note}</p>}
          {message.isEmpty ? (
            <p className={styles.none}>The body is empty.</p>
          ) : (
            message.body && <BodyView body={message.body} label={bodyLabels[of]} facts={message.facts} />
          )}
        </>
      )}
    </section>
  )
}

const bodyLabels = { request: 'Body as sent', answer: 'Answer’s body' }
