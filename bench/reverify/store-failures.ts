import type { KeyObject } from 'node:crypto'
import { openConnections } from '../lib/connection.ts'
import { signedRequest, userCreatedBody } from '../lib/signed-requests.ts'

/** Sends events whose secret the endpoint does not have; resolves when all are stored. */
export async function storeFailures(port: number, key: KeyObject, amount: number): Promise<void> {
  const connections = await openConnections(port, 64)
  let left = amount
  await Promise.all(
    connections.map(
      (connection) =>
        new Promise<void>((resolve, reject) => {
          const send = () => {
            if (left-- <= 0) return resolve()
            const request = signedRequest('/in/stack', key, userCreatedBody(), Date.now())
            connection.send(request, ({ text }) =>
              text.endsWith('"verdict":"failed"}') ? send() : reject(new Error(text)),
            )
          }
          send()
        }),
    ),
  ).finally(() => {
    for (const connection of connections) connection.close()
  })
}
