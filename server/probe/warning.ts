import { PROBE_MESSAGE_PREFIX, PROBE_UUID_PREFIX } from './new-craft.ts'

/** What somebody must know before a probe runs. */
export function warningLines(url: string): string[] {
  return [
    `This sends up to 80 deliveries to ${url}, of which a right handler accepts most.`,
    'A handler with side effects will have them: users are stored, mails are sent, things are deleted.',
    `They can be told by their message ids (${PROBE_MESSAGE_PREFIX}…), by the ids in the payloads (${PROBE_UUID_PREFIX}…)`,
    'and by the user agent (Hooklens-Probe).',
  ]
}
