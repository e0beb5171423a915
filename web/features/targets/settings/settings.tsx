import type { Target } from '../../../../shared/target.ts'
import { EditableSection } from '../../../components/editable-section.tsx'
import { Facts } from './facts.tsx'
import styles from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'

/** How a target is set up, and the way to change that. */
export function Settings({ target }: { target: Target }) {
  return (
    <EditableSection
      id="settings"
      title="Settings"
      verb={target.configured ? null : 'Change settings'}
      form={(close) => <SettingsForm target={target} onClose={close} />}
      inPlace
    >
      <Facts target={target} />
      {target.configured && (
        <p className={styles.configured}>
          The configuration file sets this target, under <code>targets</code>. It can only be changed there.
        </p>
      )}
    </EditableSection>
  )
}
