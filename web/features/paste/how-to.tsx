import { Button } from '@mantine/core'
import styles from './how-to.module.css'

/** What can be pasted and where to get it, while nothing is. */
export function HowTo({ onExample }: { onExample(): void }) {
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>Why did this webhook fail?</h2>
      <p className={styles.lead}>
        Paste the request as your side received it. The answer names the cause and proves it. Nothing that you
        paste is stored.
      </p>
      <dl className={styles.ways}>
        <dt>cURL command</dt>
        <dd>In the browser’s or the proxy’s network view: “Copy as cURL”, for bash.</dd>
        <dt>HAR file</dt>
        <dd>An export of mitmproxy, Charles, or the browser. Its first signed request is read.</dd>
        <dt>HTTP message</dt>
        <dd>
          The lines as they went over the wire, from <code>POST /path HTTP/1.1</code> to the body’s last byte.
        </dd>
        <dt>Hooklens event</dt>
        <dd>
          The reply of <code>GET /api/events/ID</code>, from this Hooklens or another.
        </dd>
      </dl>
      <Button onClick={onExample}>Try an example</Button>
    </div>
  )
}
