import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { copyToClipboard } from '../lib/copy.ts'

interface CopyButtonProps {
  /** The text, or how to make it once it is wanted. */
  text: string | (() => string)
  /** What is copied, as the button's name says it: "Copy the ingest URL". */
  label: string
  className?: string | undefined
  tabIndex?: number
}

/** Copies, and says that it did. */
export function CopyButton({ text, label, className, tabIndex }: CopyButtonProps) {
  const { copied, copy } = useCopy()
  const said = copied === null ? label : copied ? 'Copied' : 'The browser did not allow copying'
  const Icon = copied === null ? IconCopy : copied ? IconCheck : IconX
  return (
    <Tooltip label={said}>
      <ActionIcon
        className={className ?? ''}
        size={22}
        aria-label={copied === null ? label : said}
        tabIndex={tabIndex ?? 0}
        onClick={(event) => {
          event.stopPropagation()
          copy(typeof text === 'string' ? text : text())
        }}
      >
        <Icon size={14} stroke={1.75} color={copied ? 'var(--ok)' : undefined} />
      </ActionIcon>
    </Tooltip>
  )
}

/** `copied` is null until something was copied, and again after a moment. */
export function useCopy(): { copied: boolean | null; copy(text: string): void } {
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), 1400)
    return () => clearTimeout(timer)
  }, [copied])
  return { copied, copy: (text) => void copyToClipboard(text).then(setCopied) }
}
