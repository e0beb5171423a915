import { useCallback, useState } from 'react'

/** A value that this browser remembers. `read` makes sense of what was stored, whatever it is. */
export function useStored<T>(key: string, read: (stored: string | null) => T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => read(readStored(key)))
  const store = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(key, String(next))
    },
    [key],
  )
  return [value, store]
}

export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`hooklens.${key}`)
  } catch {
    return null
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(`hooklens.${key}`, value)
  } catch {
    // Storage is blocked or full: the choice lasts as long as the page.
  }
}
