// Loaded into the server under test: writes how long each slice of a deletion held the write, in milliseconds.
import { subscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'

const held = []
subscribe('hooklens:deletion-slice', (ms) => held.push(ms))
process.on('exit', () => writeFileSync(process.env['SLICES_FILE'], JSON.stringify(held)))
