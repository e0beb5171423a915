import { useId } from 'react'
import styles from './choice.module.css'

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  options: { value: Value; name: string; meaning: string }[]
  onChange(value: Value): void
}

/** One of a few ways, each with a sentence that says what it does. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            aria-describedby={`${name}-${option.value}`}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.name}>{option.name}</span>
          <span id={`${name}-${option.value}`} className={styles.meaning}>
            {option.meaning}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
