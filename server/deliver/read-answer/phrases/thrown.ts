import type { Phrase } from '../phrase.ts'

const meaning = 'The handler threw this error. Its log has more.'

/** Error pages that tell what was thrown, where nobody else knew the words. */
export const thrown: readonly Phrase[] = [
  { from: 'Express', status: [500], words: /<pre>[A-Za-z]{0,60}Error: [^<\n]{1,200}/, meaning },
  {
    from: 'Fastify',
    status: [500],
    words: /"error":\s?"Internal Server Error",\s?"message":\s?"[^\n]{1,200}"/,
    meaning,
  },
  { from: 'Django', status: [500], words: /<title>[A-Za-z]{1,60}\s{1,20}at [^<\n]{1,300}/, meaning },
  { from: 'Werkzeug', status: [500], words: /<title>[^<\n]{1,300}\/\/ Werkzeug Debugger<\/title>/, meaning },
  { from: 'PHP', words: /(?:Fatal|Parse) error<?\/?b?>?: {1,3}[^<\n]{1,200}/, meaning },
]
