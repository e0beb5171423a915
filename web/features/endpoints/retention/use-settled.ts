import { useEffect, useState } from 'react'

const SETTLED_MS = 250

/** What JSON can hold of a value, once it was the same for a moment. */
export function useSettled<T>(value: T): T {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(settled) as T
}
