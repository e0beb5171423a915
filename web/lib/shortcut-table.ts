/** Every keyboard shortcut of the page. The help draws this table; `useShortcut` acts on it. */
export const shortcuts = [
  { id: 'next', keys: ['j', 'ArrowDown'], group: 'Events', label: 'Next event' },
  { id: 'previous', keys: ['k', 'ArrowUp'], group: 'Events', label: 'Previous event' },
  { id: 'open', keys: ['Enter'], group: 'Events', label: 'Go to the open event' },
  { id: 'close', keys: ['Escape'], group: 'Events', label: 'Close the event' },
  { id: 'newest', keys: ['.', 'Home'], group: 'Events', label: 'Show new events' },
  { id: 'failed', keys: ['f'], group: 'Events', label: 'Only failed events, or all' },
  { id: 'tab1', keys: ['1'], group: 'Event', label: 'Payload' },
  { id: 'tab2', keys: ['2'], group: 'Event', label: 'Headers' },
  { id: 'tab3', keys: ['3'], group: 'Event', label: 'Verification' },
  { id: 'tabBefore', keys: ['['], group: 'Event', label: 'Tab to the left' },
  { id: 'tabAfter', keys: [']'], group: 'Event', label: 'Tab to the right' },
  { id: 'goEvents', keys: ['g e'], group: 'Go', label: 'All events' },
  { id: 'goPaste', keys: ['g p'], group: 'Go', label: 'Paste a request' },
  { id: 'goNew', keys: ['g n'], group: 'Go', label: 'New endpoint' },
  { id: 'goEndpoint', keys: ['g s'], group: 'Go', label: 'Settings of the endpoint' },
  { id: 'sample', keys: ['s'], group: 'Go', label: 'Send a signed sample' },
  { id: 'palette', keys: ['mod+k'], group: 'Go', label: 'Command palette' },
  { id: 'help', keys: ['?'], group: 'Go', label: 'This list' },
] as const satisfies Shortcut[]

export interface Shortcut {
  id: string
  /** `a`, `mod+k`, or a sequence such as `g e`. */
  keys: string[]
  group: string
  label: string
}

export type ShortcutId = (typeof shortcuts)[number]['id']

/** Keys that a list or field may want for itself: they act only where nothing else does. */
export const yielding = new Set(['ArrowDown', 'ArrowUp', 'Enter', 'Home', 'Escape'])

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The shortcut that a key press completes, and what of a sequence is pending afterwards.
 * `pending` is what the press before left.
 */
export function matchKey(press: KeyPress, pending: string): { id: ShortcutId | null; pending: string } {
  const modified = press.ctrlKey || press.metaKey
  if (press.altKey || press.key === 'Shift') return { id: null, pending: '' }
  const key = modified ? `mod+${press.key.toLowerCase()}` : press.key
  const typed = pending === '' ? key : `${pending} ${key}`
  const found = shortcuts.find((shortcut) => (shortcut.keys as readonly string[]).includes(typed))
  if (found) return { id: found.id, pending: '' }
  if (pending !== '') return matchKey(press, '')
  const begins = shortcuts.some((shortcut) => shortcut.keys.some((keys) => keys.startsWith(`${key} `)))
  return { id: null, pending: begins ? key : '' }
}
