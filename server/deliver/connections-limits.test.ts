import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { rawServer } from '../testing/raw-server.ts'
import { Connection } from './connection.ts'
import { Connections } from './connections.ts'

test('at most 100 connections to one origin rest, and 256 in all', async () => {
  const server = await rawServer(() => {})
  const connections = new Connections()
  const open = async (origin: string) => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    return new Connection(origin, socket, '127.0.0.1')
  }
  const release = async (origin: string, count: number) => {
    const opened = await Promise.all(Array.from({ length: count }, () => open(origin)))
    for (const connection of opened) connections.release(connection)
    return opened.filter(({ isAlive }) => !isAlive).length
  }
  expect(await release('http://a.example', 103)).toBe(3)
  expect(await release('http://b.example', 100)).toBe(0)
  expect(await release('http://c.example', 60)).toBe(4)
  expect(connections.size).toBe(256)

  const taken = connections.take('http://c.example')
  expect([taken?.origin, connections.size]).toEqual(['http://c.example', 255])
  taken?.destroy(new Error('done'))
  connections.close()
  expect([connections.size, connections.take('http://a.example')]).toEqual([0, null])
})

test('a connection that is closed while it rests is forgotten', async () => {
  const server = await rawServer(() => {})
  const connections = new Connections()
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  const connection = new Connection('http://a.example', socket, '127.0.0.1')
  connections.release(connection)
  expect(connections.size).toBe(1)
  connections.forget(connection)
  connections.forget(connection)
  expect(connections.size).toBe(0)
  connection.destroy(new Error('done'))
})
