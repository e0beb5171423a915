import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useCopy } from './copy-button.tsx'
import styles from './copy-field.module.css'

/** A text to take along, with the button that copies it. */
export function CopyField({ text, label }: { text: string; label: string }) {
  const { copied, copy } = useCopy()
  return (
    <div className={styles.field}>
      <code className={styles.text}>{text}</code>
      <Button
        aria-label={label}
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => copy(text)}
      >
        {copied === null ? 'Copy' : copied ? 'Copied' : 'Not allowed'}
      </Button>
    </div>
  )
}
