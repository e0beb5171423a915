import { type ClipboardEvent, type ComponentProps, type RefObject, useImperativeHandle, useRef } from 'react'
import { type QueryError, stretchesOf } from '../../../shared/query/query.ts'
import { oneLine } from './one-line.ts'
import styles from './query-input.module.css'

/** Beyond it nothing can be read, so nothing is coloured. */
const COLOURED = 2000

/** What others do with the field: the rest is the browser's own. */
export interface QueryField {
  focus(): void
  blur(): void
  /** Puts a text in the place of a stretch, as if it were typed: it can be undone. */
  replace(from: number, to: number, text: string): void
  /** Where a character is drawn, in pixels from the left edge of the field. */
  leftOf(at: number): number
}

interface QueryInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref'> {
  value: string
  /** The stretch to underline; null: none. */
  error: Pick<QueryError, 'at' | 'length'> | null
  field: RefObject<QueryField | null>
  onText(text: string, cursor: number): void
  onCursor(cursor: number): void
}

/**
 * A one-line field that colours what is written in it: a plain input with transparent text, and the same text
 * drawn over it. Caret, selection, undo and input methods are those of the input.
 */
export function QueryInput({ value, error, field, onText, onCursor, ...rest }: QueryInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const drawn = useRef<HTMLDivElement>(null)

  useImperativeHandle(field, () => ({
    focus: () => {
      input.current?.focus()
      input.current?.setSelectionRange(input.current.value.length, input.current.value.length)
    },
    blur: () => input.current?.blur(),
    replace: (from, to, text) => input.current && typeInto(input.current, from, to, text),
    leftOf: (at) => (drawn.current ? leftOf(drawn.current, at) : 0),
  }))

  // The input scrolls by itself, to keep the caret in sight.
  const follow = () => {
    if (drawn.current && input.current) drawn.current.style.translate = `${-input.current.scrollLeft}px 0`
  }

  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\r\n\t]/.test(text)) return
    // The browser would drop line ends, and join words that they part.
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    typeInto(event.currentTarget, selectionStart ?? 0, selectionEnd ?? 0, oneLine(text).trim())
  }

  return (
    <div className={styles.editor}>
      <input
        {...rest}
        ref={input}
        className={styles.input}
        type="text"
        dir="ltr"
        value={value}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ currentTarget }) =>
          onText(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length)
        }
        onSelect={({ currentTarget }) => {
          onCursor(currentTarget.selectionStart ?? 0)
          follow()
        }}
        onScroll={follow}
        onPaste={paste}
      />
      <div className={styles.window} aria-hidden="true">
        <div ref={drawn} className={`${styles.drawn} ${styles.coloured}`} dir="ltr">
          <Drawn text={value} error={error} />
        </div>
      </div>
    </div>
  )
}

function Drawn({ text, error }: { text: string; error: Pick<QueryError, 'at' | 'length'> | null }) {
  const stretches = stretchesOf(text.slice(0, COLOURED))
  const [from, to] = error ? [error.at, error.at + error.length] : [0, 0]
  return (
    <>
      {stretches.flatMap((stretch) =>
        partsOf(stretch.from, stretch.to, from, to).map(([start, end]) => (
          <span
            key={start}
            data-kind={stretch.kind}
            data-from={start}
            className={start >= from && end <= to ? styles.wrong : undefined}
          >
            {text.slice(start, end)}
          </span>
        )),
      )}
      {text.length > COLOURED && (
        <span data-from={COLOURED} className={to > COLOURED ? styles.wrong : undefined}>
          {text.slice(COLOURED)}
        </span>
      )}
    </>
  )
}

/** A stretch, cut where the underlined one begins and ends. */
function partsOf(start: number, end: number, from: number, to: number): [number, number][] {
  const cuts = [start, from, to, end].filter((cut) => cut >= start && cut <= end).sort((a, b) => a - b)
  return cuts.slice(1).flatMap((cut, i) => {
    const before = cuts[i] as number
    return cut > before ? [[before, cut] as [number, number]] : []
  })
}

function leftOf(drawn: HTMLElement, at: number): number {
  const left = (drawn.parentElement ?? drawn).getBoundingClientRect().left
  const spans = [...drawn.querySelectorAll<HTMLElement>('[data-from]')]
  const span = spans.findLast((one) => Number(one.dataset['from']) <= at)
  if (!span?.firstChild) return 0
  const range = document.createRange()
  range.setStart(
    span.firstChild,
    Math.min(at - Number(span.dataset['from']), span.firstChild.textContent?.length ?? 0),
  )
  return range.getBoundingClientRect().left - left
}

/** Types a text over a stretch of the input, so that the browser can undo it. */
function typeInto(input: HTMLInputElement, from: number, to: number, text: string): void {
  input.focus()
  input.setSelectionRange(from, to)
  // No other way to change an input keeps what can be undone.
  if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return
  input.setRangeText(text, from, to, 'end')
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
