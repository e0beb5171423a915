import styles from './framework-choice.module.css'

interface FrameworkChoiceProps {
  /** Tells this group of choices from others on the page. */
  name: string
  choices: readonly { id: string; label: string }[]
  selected: string
  onSelect(id: string): void
}

/** What the reader writes in. Whoever draws it remembers the choice, as `framework`. */
export function FrameworkChoice({ name, choices, selected, onSelect }: FrameworkChoiceProps) {
  return (
    <div role="radiogroup" aria-label="Framework" className={styles.frameworks}>
      {choices.map(({ id, label }) => (
        <label key={id} className={styles.framework}>
          <input type="radio" name={name} checked={id === selected} onChange={() => onSelect(id)} />
          {label}
        </label>
      ))}
    </div>
  )
}
