import styles from './switch.module.css'

interface SwitchProps {
  label: string
  checked: boolean
  onChange(checked: boolean): void
}

/** A small setting that is on or off. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  )
}
