import type { EventNames } from './event-names.ts'
import { moduleNote, withServer } from './express.ts'
import type { Handler, HandlerForm } from './handler.ts'

const server = `import express from 'express'
import { stackWebhook } from './stack-webhook.js'

const app = express()

// Before express.json(), which would parse the body and drop its bytes, and before
// what answers with the page.
app.use(stackWebhook)
app.use(express.json(), express.static('dist'))
app.use((req, res) => {
  res.sendFile('index.html', { root: 'dist' })
})

export const server = app.listen(process.env.PORT ?? 3000)
`

/** The router of Express, in a server that also serves the built React app. */
export function reactExpressHandler(form: HandlerForm, names: EventNames): Handler {
  return withServer(form, names, server, [
    'It runs in the Express server: the secret must not reach the React bundle.',
    'In development, where Vite serves the page, give the sender the address of the Express server.',
    moduleNote,
  ])
}
