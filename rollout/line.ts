import type { Text } from '../worker/contract/text.ts'

/** Files for Windows are made of lines: what breaks one would be half a policy, or a command of its own. */
const CONTROL = /\p{Cc}/u

const BROKEN: Text = {
  zh: '含有换行或其他控制字符。请写成一行文字。',
  en: 'holds a line break or another control character. Write it as one line',
}

/** What is wrong with a text that must be one line; null: nothing. */
export const lineFault = (text: string): Text | null => (CONTROL.test(text) ? BROKEN : null)
