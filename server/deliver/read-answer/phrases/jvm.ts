import type { Phrase } from '../phrase.ts'

/** Spring. */
export const jvm: readonly Phrase[] = [
  {
    from: 'Spring Security',
    status: [403],
    words: /Invalid CSRF Token|Could not verify the provided CSRF token/,
    meaning:
      'Spring Security wants a CSRF token, which webhooks have not: csrf(c -> c.ignoringRequestMatchers("/webhooks/**")).',
  },
  {
    from: 'Spring',
    status: [404],
    words: /"timestamp":\s?"?[^",\n]{1,40}"?,\s?"status":\s?404,[^\n]{0,200}?"path":\s?"[^"\n]{1,300}"/,
    meaning:
      'The application has no mapping at this path. Compare it with @PostMapping and the context path.',
  },
  {
    from: 'Spring',
    status: [405],
    words: /Request method '[A-Z]{1,20}' (?:is )?not supported|Method '[A-Z]{1,20}' is not supported/,
    meaning: 'The path is there, and does not take this method. Write @PostMapping.',
  },
  {
    from: 'Spring',
    status: [415],
    words: /Content[- ][Tt]ype '[^'\n]{0,100}' (?:is )?not supported/,
    meaning:
      'The method does not take this content type. Take @RequestBody byte[]; verification needs the bytes anyhow.',
  },
  {
    from: 'Spring',
    status: [400],
    words: /JSON parse error: [^"\n]{1,160}|Failed to read request/,
    meaning: 'The payload does not fit the @RequestBody. Take byte[]; verification needs the bytes anyhow.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Spring',
    words: /Whitelabel Error Page/,
    meaning: 'Spring answered with its error page. The page names the status; the log has the error.',
  },
]
