import type { Phrase } from '../phrase.ts'

/** ASP.NET Core and IIS. */
export const dotnet: readonly Phrase[] = [
  {
    from: 'ASP.NET',
    status: [400],
    words: /The (?:required|provided) antiforgery [^<"\n]{1,160}/,
    meaning:
      'Antiforgery wants a token, which webhooks have not. Write [IgnoreAntiforgeryToken], or DisableAntiforgery() behind the route.',
  },
  {
    from: 'ASP.NET',
    status: [400],
    words: /One or more validation errors occurred\./,
    meaning:
      'Model binding refused the payload before the action. Read Request.Body instead; verification needs its bytes anyhow.',
    causes: ['body_reserialized'],
  },
  {
    from: 'ASP.NET',
    status: [415],
    words: /rfc(?:7231|9110)#section-(?:6\.5\.13|15\.5\.16)/,
    meaning: 'The action does not take this content type. Read Request.Body instead of a bound model.',
  },
  {
    from: 'ASP.NET',
    status: [500],
    words: /An unhandled exception occurred while processing the request/,
    meaning: 'The action threw. The page has the error.',
  },
  {
    from: 'ASP.NET',
    status: [400],
    words: /(?:HTTP Error 400\. The request hostname is invalid|Bad Request - Invalid Hostname)/,
    meaning: 'The server does not answer for this host name. Compare AllowedHosts and the site’s bindings.',
  },
  {
    from: 'IIS',
    status: [404, 405],
    words: /HTTP Error 40[45]\.\d{1,2} - [^<\n]{1,80}/,
    meaning:
      'IIS answered, not the application: nothing is at this path, or a handler of IIS keeps POST from it.',
  },
]
