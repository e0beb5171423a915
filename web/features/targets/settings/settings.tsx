import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Target } from '../../../../shared/target.ts'
import { Facts } from './facts.tsx'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** How a target is set up, and the way to change that. */
export function Settings({ target }: { target: Target }) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setEditing(false)
    // Where the reader was before: the button is drawn again by then.
    setTimeout(() => button.current?.focus())
  }
  return (
    <section className={styles.section} aria-labelledby="settings-title">
      <div className={styles.title}>
        <h2 id="settings-title">Settings</h2>
        {!editing && !target.configured && (
          <Button ref={button} size="compact-xs" onClick={() => setEditing(true)}>
            Change settings
          </Button>
        )}
      </div>
      {editing ? <SettingsForm target={target} onClose={close} /> : <Facts target={target} />}
      {target.configured && (
        <p className={styles.hint}>
          The configuration file sets this target, under <code>targets</code>. It can only be changed there.
        </p>
      )}
    </section>
  )
}
