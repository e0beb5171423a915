import type { ProbeExchange } from '../../../shared/probe.ts'
import { answerKind, saidYes } from '../answer-kind.ts'
import type { Check, Judgement } from '../check.ts'
import { deliver, forge } from '../craft.ts'
import { allRefused, passed, whatCame } from '../judge.ts'
import { speaksOfJson } from '../parser-words.ts'
import { probePayload } from '../payloads.ts'

export const brokenJson: Check = {
  code: 'broken_json',
  family: 'refuses',
  title: 'Broken JSON with a wrong signature',
  expects: 'Answers 400 or 401 for the signature, without having parsed the body.',
  required: false,
  matters:
    'What is parsed before it is verified was written by anybody. And whoever verifies what was parsed verifies other bytes than those that were signed.',
  fix: 'Verify the raw body first, and parse it only then.',
  *requests(craft) {
    yield forge(craft, '{"type":"user.created","data":{"id":"facade00', {
      note: 'JSON that breaks off, signed with another secret',
      key: craft.otherKey,
    })
  },
  judge(exchanges) {
    const judgement = allRefused(exchanges)
    if (judgement.outcome !== 'passed' || !exchanges.some(speaksOfJson)) return judgement
    return {
      outcome: 'failed',
      found: `Refused with the words of a JSON parser: the body was parsed before it was verified.`,
      matters: null,
      fix: null,
    }
  },
}

export const get: Check = {
  code: 'get',
  family: 'refuses',
  title: 'GET instead of POST',
  expects: 'Answers 405, 404 or 400: there is nothing to get.',
  required: false,
  matters:
    'A path that says 2xx to everything looks well where the handler is gone: a page of a framework, a proxy, a health check.',
  fix: 'Take POST only, and answer 405 to the rest.',
  *requests(craft) {
    const { headers } = forge(craft, '', { note: '' })
    yield {
      note: 'without body and signature',
      method: 'GET',
      headers: headers.filter(([name]) => name === 'user-agent' || name === 'accept'),
      body: new Uint8Array(),
      genuine: false,
    }
  },
  judge([exchange]) {
    const one = exchange as ProbeExchange
    const kind = answerKind(one)
    const fine = kind === 'misrouted' || kind === 'refused' || kind === 'redirected' || kind === 'limited'
    return fine ? passed(whatCame(one)) : failed(whatCame(one))
  },
}

export const contentType: Check = {
  code: 'content_type',
  family: 'refuses',
  title: 'Another content type',
  expects: 'Takes or refuses text/plain as it likes, does not break, and verifies it all the same.',
  required: false,
  matters: 'Frameworks choose the parser by the content type. The signature must hold whatever it is.',
  fix: 'Read the raw body whatever its type: express.raw({ type: "*/*" }).',
  *requests(craft) {
    const payload = probePayload(craft, 'user.created')
    const contentType = 'text/plain'
    yield deliver(craft, payload, { note: 'as text/plain, signed right', contentType })
    yield forge(craft, payload, {
      note: 'as text/plain, signed with another secret',
      contentType,
      key: craft.otherKey,
    })
  },
  judge([right, wrong]) {
    const one = right as ProbeExchange
    if (!wrong) return failed(whatCame(one))
    const forged = allRefused([wrong])
    if (forged.outcome !== 'passed') return forged
    const kind = answerKind(one)
    if (kind === 'accepted' || kind === 'refused') {
      return passed(
        `${saidYes(one) ? 'Taken' : 'Refused'} with ${one.answer?.status} where it was signed right, refused where not.`,
      )
    }
    return failed(whatCame(one))
  },
}

function failed(found: string): Judgement {
  return { outcome: 'failed', found, matters: null, fix: null }
}
