import type { ListedField } from '../../../shared/schema/list-fields.ts'
import { VisibleText } from '../../components/visible-text.tsx'
import styles from './table.module.css'

/** Every field of a payload, with its types and what it means. */
export function FieldTable({ fields }: { fields: readonly ListedField[] }) {
  return (
    <div className={styles.frame}>
      <table className={`${styles.table} ${styles.fields}`}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <th scope="row" className={`${styles.code} ${styles.field}`}>
                <VisibleText text={field.name} />
              </th>
              <td className={styles.dim}>
                <VisibleText text={field.types} />
                {!field.required && <span className={styles.mark}>may be missing</span>}
              </td>
              <td>
                <VisibleText text={field.description ?? ''} />
                {field.time !== null && <span className={styles.mark}>epoch milliseconds</span>}
                {field.deprecated && <span className={styles.mark}>deprecated</span>}
                {field.undocumented && <span className={styles.mark}>undocumented</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
