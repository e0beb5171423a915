import { Modal } from '@mantine/core'
import { stretchesOf } from '../../../../shared/query/query.ts'
import drawn from '../../../components/query/query-input.module.css'
import styles from './syntax-help.module.css'

/** The search language by example. Each can be read; a test holds them to that. */
export const examples: { group: string; rows: [q: string, meaning: string][] }[] = [
  {
    group: 'Text',
    rows: [
      ['ada@example.com', 'anywhere in the body, in any case'],
      ['"My Team"', 'text with spaces stands in quotes'],
    ],
  },
  {
    group: 'Fields',
    rows: [
      ['type:user.*', '* stands for any text'],
      ['verdict:failed cause:body_*', 'side by side: both must hold'],
      ['message:msg_*', 'also id, entity, user, team, endpoint, method'],
      ['header.user-agent:Svix*', 'a header of the request'],
    ],
  },
  {
    group: 'Payload',
    rows: [
      ['data.display_name:"My Team"', 'a value, by its path in the JSON'],
      ['data.risk_scores.sign_up.bot:>50', 'numbers: > >= < <='],
      ['data.profile_image_url:*', 'it is there, whatever it is'],
      ['data."odd key":null', 'odd keys stand in quotes'],
    ],
  },
  {
    group: 'Time and size',
    rows: [
      ['after:2h', 's, m, h, d or w ago'],
      ['after:2026-11-01 before:2026-11-02T12:00Z', 'dates, in UTC unless they say otherwise'],
      ['size:>10kb', 'bytes of the body: b, kb, mb'],
    ],
  },
  {
    group: 'Together',
    rows: [
      ['-type:user.updated', '- or not: it must not hold'],
      ['verdict:failed (type:user.* or type:team.*)', 'or, and parentheses'],
    ],
  },
]

interface SyntaxHelpProps {
  opened: boolean
  onTry(q: string): void
  onClose(): void
}

/** How to search: each example can be tried with a click. */
export function SyntaxHelp({ opened, onTry, onClose }: SyntaxHelpProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="How to search" size={640}>
      <div className={styles.groups}>
        {examples.map(({ group, rows }) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {rows.map(([q, meaning]) => (
                <li key={q} className={styles.row}>
                  <button type="button" className={styles.example} onClick={() => onTry(q)}>
                    <Coloured q={q} />
                  </button>
                  <span className={styles.meaning}>{meaning}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  )
}

function Coloured({ q }: { q: string }) {
  return (
    <span className={drawn.coloured}>
      {stretchesOf(q).map(({ kind, from, to }) => (
        <span key={from} data-kind={kind}>
          {q.slice(from, to)}
        </span>
      ))}
    </span>
  )
}
