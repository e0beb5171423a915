import { VisuallyHidden } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import styles from './back-link.module.css'

type AnchorProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'title' | 'className' | 'children'> & {
  /** Where it leads: "All targets". */
  label: string
  ref?: Ref<HTMLAnchorElement>
}

/** The way from a page to the one that lists it and its like. */
export const BackLink = createLink(({ label, ...props }: AnchorProps) => (
  <a {...props} className={styles.back} title={label}>
    <IconArrowLeft size={16} stroke={1.7} aria-hidden="true" />
    <VisuallyHidden>{label}</VisuallyHidden>
  </a>
))
