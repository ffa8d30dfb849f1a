import type { Text } from '../worker/contract/text.ts'

/** Something a person can mend: printed as it is, without a stack. */
export class Trouble extends Error {
  readonly words: Text

  constructor(words: Text | string) {
    const both = typeof words === 'string' ? { zh: words, en: words } : words
    super(both.en)
    this.words = both
  }
}

/** A command line that cannot be carried out as it stands: the usage is printed after the sentence. */
export class WrongUsage extends Trouble {}

/** Which of both texts a person at this terminal reads, by the locale it is set to. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): keyof Text {
  return (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
