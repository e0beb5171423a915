import { answerQuestions } from '../threads/answer.ts'
import { changedAt, compareBodies, dataText } from './compare-bodies.ts'

answerQuestions({ compareBodies, changedAt, dataText }, () => {})
