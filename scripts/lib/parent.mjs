const LOOK_MS = 250

/**
 * npm runs a script through a shell, and sends its signals to that shell. Some shells (Debian's among them)
 * die of them without a word to the script, which would live on alone. So: when the parent is gone, this
 * process gets the SIGTERM that was meant for it.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_MS)
  watch.unref()
}
