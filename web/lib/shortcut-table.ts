/** Every keyboard shortcut of the page. The help draws this table; `useShortcut` acts on it. */
export const shortcuts = [
  { id: 'next', keys: ['j', 'ArrowDown'], group: 'Events', label: 'Next event' },
  { id: 'previous', keys: ['k', 'ArrowUp'], group: 'Events', label: 'Previous event' },
  { id: 'open', keys: ['Enter'], group: 'Events', label: 'Go to the open event' },
  { id: 'close', keys: ['Escape'], group: 'Events', label: 'Close the event' },
  { id: 'newest', keys: ['.', 'Home'], group: 'Events', label: 'Show new events' },
  { id: 'oldest', keys: ['End'], group: 'Events', label: 'Show the oldest events' },
  { id: 'search', keys: ['/'], group: 'Events', label: 'Search' },
  { id: 'saveView', keys: ['v'], group: 'Events', label: 'Save the search as a view' },
  { id: 'select', keys: ['x'], group: 'Select', label: 'This event, or not' },
  { id: 'selectTo', keys: ['X'], group: 'Select', label: 'All up to this event' },
  { id: 'selectNext', keys: ['J', 'shift+ArrowDown'], group: 'Select', label: 'One event more, downwards' },
  { id: 'selectPrevious', keys: ['K', 'shift+ArrowUp'], group: 'Select', label: 'One event more, upwards' },
  { id: 'selectAll', keys: ['mod+a'], group: 'Select', label: 'All that match' },
  { id: 'failed', keys: ['f'], group: 'Events', label: 'Only failed events, or all' },
  { id: 'tab1', keys: ['1'], group: 'Event', label: 'Payload' },
  { id: 'tab2', keys: ['2'], group: 'Event', label: 'Headers' },
  { id: 'tab3', keys: ['3'], group: 'Event', label: 'Verification' },
  { id: 'tab4', keys: ['4'], group: 'Event', label: 'Deliveries' },
  { id: 'tab5', keys: ['5'], group: 'Event', label: 'Message, where it came more than once' },
  { id: 'tab6', keys: ['6'], group: 'Event', label: 'History of what it is about' },
  { id: 'tabBefore', keys: ['['], group: 'Event', label: 'Tab to the left' },
  { id: 'tabAfter', keys: [']'], group: 'Event', label: 'Tab to the right' },
  { id: 'replay', keys: ['r'], group: 'Event', label: 'Replay' },
  { id: 'sendAgain', keys: ['R'], group: 'Event', label: 'Send again as last time' },
  {
    id: 'compare',
    keys: ['c'],
    group: 'Event',
    label: 'Compare with the one before, or the two selected',
  },
  { id: 'compareMessage', keys: ['C'], group: 'Event', label: 'Compare with the one before of its message' },
  { id: 'history', keys: ['h'], group: 'Event', label: 'The history of its entity' },
  { id: 'swap', keys: ['w'], group: 'Compare', label: 'Swap the sides' },
  { id: 'goEvents', keys: ['g e'], group: 'Go', label: 'All events' },
  { id: 'goTime', keys: ['t'], group: 'Events', label: 'A time in the list' },
  { id: 'goTargets', keys: ['g t'], group: 'Go', label: 'Targets' },
  { id: 'goCatalogue', keys: ['g c'], group: 'Go', label: 'Catalogue of event types' },
  { id: 'goProbe', keys: ['g b'], group: 'Go', label: 'Probe a handler' },
  { id: 'goView', keys: ['g v'], group: 'Go', label: 'Next saved view' },
  { id: 'goPaste', keys: ['g p'], group: 'Go', label: 'Paste a request' },
  { id: 'goHandlers', keys: ['g h'], group: 'Go', label: 'Handlers: code that receives the events' },
  { id: 'export', keys: ['e'], group: 'Events', label: 'Export events' },
  { id: 'replayMany', keys: ['a'], group: 'Events', label: 'Replay all that match, or the selected' },
  { id: 'goReplays', keys: ['g r'], group: 'Go', label: 'Replays' },
  { id: 'goImport', keys: ['g i'], group: 'Go', label: 'Import events' },
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
export const yielding = new Set(['ArrowDown', 'ArrowUp', 'Enter', 'Home', 'End', 'Escape'])

export interface KeyPress {
  key: string
  ctrlKey: boolean
  shiftKey?: boolean
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
  const key = modified ? `mod+${press.key.toLowerCase()}` : shifted(press)
  const typed = pending === '' ? key : `${pending} ${key}`
  const found = shortcuts.find((shortcut) => (shortcut.keys as readonly string[]).includes(typed))
  if (found) return { id: found.id, pending: '' }
  if (pending !== '') return matchKey(press, '')
  const begins = shortcuts.some((shortcut) => shortcut.keys.some((keys) => keys.startsWith(`${key} `)))
  return { id: null, pending: begins ? key : '' }
}

/** Shift makes another letter by itself; of an arrow it is to be said. */
function shifted({ key, shiftKey }: KeyPress): string {
  return shiftKey && key.startsWith('Arrow') ? `shift+${key}` : key
}
