import type { Phrase } from '../phrase.ts'

const csrf =
  'Laravel wants a CSRF token, which webhooks have not. Take the route out of it, validateCsrfTokens(except: ["webhooks/*"]), or put it into routes/api.php.'

/** Laravel and Symfony. */
export const php: readonly Phrase[] = [
  { from: 'Laravel', status: [419], meaning: csrf },
  { from: 'Laravel', words: /CSRF token mismatch/, meaning: csrf },
  {
    from: 'Laravel',
    status: [405],
    words:
      /The [A-Z]{1,20} method is not supported for (?:this route|route [^<"\n]{1,300})\. Supported methods: [A-Z, ]{1,80}/,
    meaning: 'The route is there, and does not take this method. Write Route::post(…).',
  },
  {
    from: 'Laravel',
    status: [404],
    words: /The route [^<"\n]{1,300} could not be found/,
    meaning:
      'Laravel has no route at this path. Routes of routes/api.php begin with /api; php artisan route:list shows all.',
  },
  {
    from: 'Symfony',
    status: [404],
    words: /No route found for "[^"\n]{1,300}"/,
    meaning: 'Symfony has no route for this method and path. bin/console debug:router lists those there are.',
  },
  {
    from: 'Symfony',
    status: [405],
    words: /No route found for "[^"\n]{1,300}": Method Not Allowed \(Allow: [A-Z, ]{1,80}\)/,
    meaning: 'The route is there, and does not take this method. Add POST to its methods.',
  },
]
