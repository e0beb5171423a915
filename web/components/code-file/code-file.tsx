import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { CodeFile as File } from '../../../shared/handlers/handler.ts'
import { downloadText } from '../../lib/download-text.ts'
import { formatCount } from '../../lib/format.ts'
import { CopyButton } from '../copy-button.tsx'
import { VisibleText } from '../visible-text.tsx'
import styles from './code-file.module.css'
import { codeTokens } from './code-tokens.ts'

/** More is not drawn: whoever wants it downloads it. */
const MOST_SHOWN = 20_000

/** A file of code to read, to copy and to download. */
export function CodeFile({ file: { name, language, code } }: { file: File }) {
  const shown = code.slice(0, MOST_SHOWN)
  const isCode = language !== 'json' && language !== 'text'
  return (
    <figure className={styles.file}>
      <figcaption>
        <span className={styles.name}>{name}</span>
        <span className={styles.acts}>
          <CopyButton text={code} label={`Copy ${name}`} />
          <Tooltip label={`Download ${name}`}>
            <ActionIcon
              size={22}
              aria-label={`Download ${name}`}
              onClick={() => downloadText(name.slice(name.lastIndexOf('/') + 1), code)}
            >
              <IconDownload size={14} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section tabIndex={0} aria-label={name} className={styles.code}>
        <pre data-language={language}>
          <code>{isCode ? <Coloured code={shown} language={language} /> : <VisibleText text={shown} />}</code>
        </pre>
      </section>
      {shown.length < code.length && (
        <p className={styles.note}>
          The first {formatCount(shown.length)} of {formatCount(code.length)} characters. Copy and download
          give all.
        </p>
      )}
    </figure>
  )
}

function Coloured({ code, language }: { code: string; language: string }) {
  let at = 0
  return codeTokens(code, language).map(({ text, kind }) => {
    const key = at
    at += text.length
    return kind === null ? (
      text
    ) : (
      <span key={key} className={styles[kind]}>
        {text}
      </span>
    )
  })
}
