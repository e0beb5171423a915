import type { Phrase } from '../phrase.ts'

const csrf =
  'Rails wants a CSRF token, which webhooks have not. Write skip_before_action :verify_authenticity_token, only: :the_action; the signature is its proof.'
const noRoute = 'Rails has no route for this method and path. bin/rails routes lists those there are.'

/** Rails, and what runs on Rack. */
export const ruby: readonly Phrase[] = [
  { from: 'Rails', words: /ActionController::InvalidAuthenticityToken/, meaning: csrf },
  { from: 'Rails', words: /Can't verify CSRF token authenticity/, meaning: csrf },
  {
    from: 'Rails',
    status: [422],
    words: /The change you wanted was rejected/,
    meaning: `${csrf} Rails shows this page for other refusals too; its log says which.`,
  },
  {
    from: 'Rails',
    status: [403],
    words: /Blocked hosts?: [^<\n]{1,260}/,
    meaning:
      'Rails does not answer for this host name. Add it: config.hosts << "…" in config/environments/development.rb.',
  },
  { from: 'Rails', status: [404], words: /No route matches \[[A-Z]{1,20}\] [^<\n]{1,300}/, meaning: noRoute },
  { from: 'Rails', status: [404], words: /The page you were looking for doesn't exist/, meaning: noRoute },
  {
    from: 'Rails',
    status: [400],
    words: /ActionDispatch::Http::Parameters::ParseError|Error occurred while parsing request parameters/,
    meaning: 'Rails could not parse the body as JSON. Verification needs request.raw_post.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Rails',
    status: [500],
    words: /We're sorry, but something went wrong/,
    meaning: 'The action threw. log/production.log has the error.',
  },
  {
    from: 'Sinatra',
    status: [404],
    words: /Sinatra doesn't know this ditty/,
    meaning: 'Sinatra has no route for this method and path.',
  },
  {
    from: 'Sinatra',
    status: [403],
    words: /^\s*Host not permitted\s*$/,
    meaning:
      'Sinatra does not answer for this host name. Add it to permitted_hosts of set :host_authorization.',
  },
]
