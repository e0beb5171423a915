import { useEffect, useEffectEvent } from 'react'
import { matchKey, type ShortcutId, yielding } from './shortcut-table.ts'

const handlers = new Map<ShortcutId, (() => void)[]>()

/** Runs `handler` for a shortcut while the component is there. The one that came last wins. */
export function useShortcut(id: ShortcutId, handler: () => void, enabled = true): void {
  const run = useEffectEvent(handler)
  useEffect(() => {
    if (!enabled) return
    const own = () => run()
    handlers.set(id, [...(handlers.get(id) ?? []), own])
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== own),
      )
    }
  }, [id, enabled])
}

/** Does what a shortcut would do, as the command palette asks for it. Nothing where nobody listens. */
export function runShortcut(id: ShortcutId): void {
  handlers.get(id)?.at(-1)?.()
}

/** Listens to the keyboard for all shortcuts. Mounted once. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let pending = ''
    let pressedAt = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      const matched = matchKey(event, event.timeStamp - pressedAt > 1500 ? '' : pending)
      pending = matched.pending
      pressedAt = event.timeStamp
      if (matched.id === null || !mayAct(matched.id, event.key, target)) return
      const handler = handlers.get(matched.id)?.at(-1)
      if (!handler) return
      event.preventDefault()
      handler()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Not while typing, not behind a dialog, and no key that the focused control has a use for. */
function mayAct(id: ShortcutId, key: string, target: Element): boolean {
  if (id === 'palette') return true
  if (target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'))
    return false
  if (target.closest('[role=dialog], [role=menu]')) return false
  // A dialog that opens has the focus only a moment later.
  if (key === 'Escape' && document.querySelector('[role=dialog][aria-modal=true]') !== null) return false
  // Elsewhere it selects the text.
  const yields = yielding.has(key) || id === 'selectAll'
  if (!yields || key === 'Escape') return true
  return target === document.body || target.closest('[data-shortcut-keys]') !== null
}
