// Runs inside the page: when the first row got into the DOM, and what each frame of a long scroll shows.
{
  const isRow = (element) => element?.closest?.('[id^="row-evt_"]') != null

  globalThis.firstRow = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('[id^="row-evt_"]') === null) return
      observer.disconnect()
      // Drawn by the frame that follows.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))
    })
    observer.observe(document, { subtree: true, childList: true })
  })

  /** Lines of the list's height at which a frame is looked at, from its upper to its lower edge. */
  const PLACES = 7

  /** Scrolls by `step` pixels a frame until `rows` rows of `height` pixels have gone by. */
  globalThis.scrollThrough = ({ rows, height, step }) =>
    new Promise((resolve) => {
      const list = document.querySelector('[role=listbox]')
      const box = list.getBoundingClientRect()
      const places = Array.from({ length: PLACES }, (_, i) => box.top + ((i + 0.5) * box.height) / PLACES)
      const frames = { all: 0, blank: 0, partly: 0, longestMs: 0 }
      let left = rows * height
      let before = performance.now()
      const frame = (now) => {
        const shown = places.filter((y) => isRow(document.elementFromPoint(box.left + box.width / 2, y)))
        frames.all++
        // One place may be a line between two days.
        if (shown.length === 0) frames.blank++
        else if (shown.length < PLACES - 1) frames.partly++
        frames.longestMs = Math.max(frames.longestMs, now - before)
        before = now
        if (left <= 0) return resolve(frames)
        list.scrollTop += step
        left -= step
        requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    })
}
