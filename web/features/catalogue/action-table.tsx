import { Link } from '@tanstack/react-router'
import type { Catalogue } from '../../../shared/catalogue.ts'
import styles from './table.module.css'

/** What somebody does in Stack, which events it sends about it, and which it does not send. */
export function ActionTable({ actions }: { actions: Catalogue['actions'] }) {
  return (
    <section aria-labelledby="actions-title">
      <h2 id="actions-title" className={styles.title}>
        What Stack sends, and what it does not
      </h2>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">It sends</th>
              <th scope="col">It does not send</th>
            </tr>
          </thead>
          <tbody>
            {actions.map(({ action, sends, note, doesNotSend }) => (
              <tr key={action}>
                <th scope="row">{action}</th>
                <td>
                  {sends.length === 0 ? (
                    <span className={styles.dim}>nothing</span>
                  ) : (
                    sends.map((type, i) => (
                      <span key={type}>
                        {i > 0 && ', '}
                        <Link to="/catalogue/$type" params={{ type }} search={{}} className={styles.type}>
                          {type}
                        </Link>
                      </span>
                    ))
                  )}
                  {note !== null && <p className={styles.dim}>{note}</p>}
                </td>
                <td className={styles.dim}>{doesNotSend.join(', ') || 'nothing is missing'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
