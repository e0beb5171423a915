/** In which ways the JavaScript of handlers differs. */
export interface Dialect {
  /** TypeScript; else JavaScript with its types in comments. */
  isTyped: boolean
  /** What stands before the names of files that are imported. */
  folder: string
  /** What stands behind them. */
  extension: '' | '.js'
  /** The type of the headers as the framework gives them. */
  headers: string
  /** The type of the body as the framework gives it. */
  body: string
  /** Makes a text of the body, which is called `body`. */
  text: string
  /** Whether the manual verification is asynchronous. */
  isAsync: boolean
}
