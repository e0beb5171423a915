import { type RefCallback, useCallback, useRef, useState } from 'react'

/** True once the element has been on screen, or close to it. */
export function useSeen(): { ref: RefCallback<Element>; seen: boolean } {
  const [seen, setSeen] = useState(false)
  const observer = useRef<IntersectionObserver | null>(null)
  const ref = useCallback<RefCallback<Element>>((element) => {
    observer.current?.disconnect()
    observer.current = null
    if (element === null) return
    observer.current = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        setSeen(true)
        observer.current?.disconnect()
      },
      { rootMargin: '300px' },
    )
    observer.current.observe(element)
  }, [])
  return { ref, seen }
}
