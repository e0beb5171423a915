// Runs inside the page: notes when each row gets into the DOM, and every task that kept the page busy for
// more than 50 ms. The bench takes the notes out often, so that they do not count as the page's memory.
{
  const now = () => performance.timeOrigin + performance.now()
  let rows = []
  let longTasks = []

  const note = (element) => {
    if (element.id.startsWith('row-evt_')) rows.push([element.id.slice('row-'.length), now()])
    else for (const row of element.querySelectorAll('[id^="row-evt_"]')) note(row)
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') note(target)
      for (const node of addedNodes) if (node instanceof Element) note(node)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['id'] })

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      longTasks.push([performance.timeOrigin + startTime, duration])
    }
  }).observe({ type: 'longtask' })

  globalThis.takeNotes = () => {
    const notes = { rows, longTasks }
    rows = []
    longTasks = []
    return notes
  }
}
