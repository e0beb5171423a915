import { z } from 'zod'
import type { Family } from '../event-type.ts'

export const stackTestFamily: Family = {
  name: 'stack',
  label: 'Test',
  entity: null,
  nameOf: (text) => text('message'),
  types: [
    {
      type: 'stack.test',
      label: 'Test event',
      sentWhen: 'Somebody pressed the test button of the dashboard.',
      data: z.strictObject({
        message: z.string(),
        endpointUrl: z.string().meta({ description: 'The URL that was tested' }),
      }),
      says: null,
      unsent: [],
      sample: () => ({
        message: 'Test message',
        endpointUrl: 'https://hooks.example.com/api/webhooks/stack',
      }),
    },
  ],
}
