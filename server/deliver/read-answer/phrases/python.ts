import type { Phrase } from '../phrase.ts'

const csrf =
  'Django wants a CSRF token, which webhooks have not. Put @csrf_exempt before the view; the signature is its proof.'
const noRoute =
  'The application has no route at this path. Compare it with the routes, down to the slash at the end.'

/** Django, Flask and Werkzeug, FastAPI and Starlette. */
export const python: readonly Phrase[] = [
  { from: 'Django', status: [403], words: /CSRF verification failed\. Request aborted/, meaning: csrf },
  {
    from: 'Django REST framework',
    status: [403],
    words: /CSRF Failed: [^"<\n]{1,100}/,
    meaning: 'Session authentication wants a CSRF token. Give the view authentication_classes = [].',
  },
  {
    from: 'Django REST framework',
    status: [401, 403],
    words: /Authentication credentials were not provided/,
    meaning:
      'The view wants a login. Give it authentication_classes = [] and permission_classes = []; the signature is its proof.',
  },
  {
    from: 'Django REST framework',
    status: [405],
    words: /Method "[A-Z]{1,20}" not allowed/,
    meaning: 'The view is there, and does not take this method.',
  },
  {
    from: 'Django REST framework',
    status: [415],
    words: /Unsupported media type "[^"\n]{0,100}" in request/,
    meaning:
      'The view has no parser for this content type. Verification needs request.body anyhow, before request.data.',
  },
  {
    from: 'Django',
    status: [400],
    words:
      /Invalid HTTP_HOST header: '?[^'<\n]{1,260}'?\. You may need to add [^<\n]{1,280} to ALLOWED_HOSTS/,
    meaning: 'Django does not answer for this host name. Add it to ALLOWED_HOSTS.',
  },
  {
    from: 'Django',
    status: [400],
    words: /<h1>Bad Request \(400\)<\/h1>/,
    meaning:
      'Django refused the request before the view, most often because the host name is not in ALLOWED_HOSTS.',
  },
  {
    from: 'Django',
    status: [404],
    words: /Using the URLconf defined in [^\n]{1,200}/,
    meaning: noRoute,
  },
  {
    from: 'Django',
    status: [404],
    words: /The requested resource was not found on this server\./,
    meaning: noRoute,
  },
  {
    from: 'Django',
    status: [500],
    words: /You called this URL via [A-Z]{1,20}, but the URL doesn't end in a slash/,
    meaning:
      'The path lacks the slash at its end. Add it to the target’s URL; Django cannot redirect a POST.',
  },
  {
    from: 'Django',
    words: /You cannot access body after reading from request's data stream/,
    meaning: 'request.data or request.POST was read before request.body. Read request.body first.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Django',
    words: /Request body exceeded settings\.DATA_UPLOAD_MAX_MEMORY_SIZE/,
    meaning: 'The body is larger than Django takes. Raise DATA_UPLOAD_MAX_MEMORY_SIZE.',
  },
  {
    from: 'Django',
    status: [500],
    words: /<h1>Server Error \(500\)<\/h1>/,
    meaning: 'The view threw. Its log has the error.',
  },

  {
    from: 'Flask',
    status: [404],
    words: /The requested URL was not found on the server\. If you entered the URL manually/,
    meaning: noRoute,
  },
  {
    from: 'Flask',
    status: [405],
    words: /The method is not allowed for the requested URL/,
    meaning: 'The route is there, and takes GET alone. Write @app.post(…), or methods=["POST"].',
  },
  {
    from: 'Flask',
    status: [415, 400],
    words: /Did not attempt to load JSON data because the request Content-Type was not/,
    meaning: 'request.json was asked for another content type. Verification needs request.get_data() anyhow.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Flask',
    status: [400],
    words: /Failed to decode JSON object: [^<"\n]{0,160}/,
    meaning: 'request.json could not read the body. Verification needs request.get_data() anyhow.',
    causes: ['body_reserialized'],
  },
  {
    from: 'Flask-WTF',
    status: [400],
    words: /The CSRF (?:session )?token is missing/,
    meaning: 'CSRFProtect wants a token, which webhooks have not. Put @csrf.exempt before the view.',
  },
  {
    from: 'Flask',
    status: [413],
    words: /The data value transmitted exceeds the capacity limit/,
    meaning: 'The body is larger than MAX_CONTENT_LENGTH. Raise it.',
  },
  {
    from: 'Flask',
    status: [400],
    words: /The browser \(or proxy\) sent a request that this server could not understand/,
    meaning:
      'Something in the view asked the request for what it has not: a form field, or JSON. Take request.get_data().',
  },
  {
    from: 'Flask',
    status: [500],
    words:
      /The server encountered an internal error and was unable to complete your request\. Either the server is overloaded/,
    meaning: 'The view threw. Its log has the error.',
  },

  {
    from: 'FastAPI',
    status: [422],
    words: /"detail":\s?\[\s?\{[^\n]{0,200}?"loc":\s?\[[^\]\n]{0,200}\]/,
    meaning:
      'The payload does not fit the parameters of the route. Take request: Request alone, and its body by await request.body().',
    causes: ['body_reserialized'],
  },
  { from: 'FastAPI', status: [404], words: /^\s*\{"detail":\s?"Not Found"\}\s*$/, meaning: noRoute },
  {
    from: 'FastAPI',
    status: [405],
    words: /^\s*\{"detail":\s?"Method Not Allowed"\}\s*$/,
    meaning: 'The route is there, and does not take this method. Write @app.post(…).',
  },
  {
    from: 'FastAPI',
    status: [400],
    words: /There was an error parsing the body/,
    meaning:
      'FastAPI could not parse the body. Take request: Request alone, and its body by await request.body().',
    causes: ['body_reserialized'],
  },
  {
    from: 'Starlette',
    status: [400],
    words: /^\s*Invalid host header\s*$/,
    meaning: 'TrustedHostMiddleware does not answer for this host name. Add it to allowed_hosts.',
  },
  {
    from: 'http.server',
    status: [501],
    words: /Unsupported method \('[A-Z]{1,20}'\)/,
    meaning: 'The handler class has no do_POST, or is the file server, which takes no POST.',
  },
]
