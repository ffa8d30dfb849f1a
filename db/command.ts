import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import type { Text } from '../worker/contract/text.ts'
import { PlaybookError } from '../worker/decision/compile.ts'
import { Trouble, terminalLanguage, WrongUsage } from './trouble.ts'

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values']

/**
 * Runs one command and sets the exit code: 0 done, also for `--help`, which prints the usage; 2 for a command line that
 * cannot be read; 1 for what a person can mend, told in one sentence, and for defects, told with their stack.
 * @param words how many words beside options there may be at most; none unless told
 */
export async function runCommand<const Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  work: (values: Values<Options>, language: keyof Text, words: string[]) => Promise<void>,
  words = 0,
): Promise<void> {
  const language = terminalLanguage(process.env)
  try {
    const line = readLine(options, words)
    if (line) await work(line.values, language, line.positionals)
    else console.log(usage)
  } catch (error) {
    process.exitCode = error instanceof WrongUsage ? 2 : 1
    const sentence = sentenceOf(error, language)
    if (sentence === null) console.error(error)
    else console.error(`\n✗ ${sentence}`)
    if (error instanceof WrongUsage) console.error(`\n${usage}`)
  }
}

/** The options given; null where help is wanted. */
function readLine<const Options extends ParseArgsOptionsConfig>(
  options: Options,
  words: number,
): { values: Values<Options>; positionals: string[] } | null {
  if (process.argv.slice(2).includes('--help')) return null
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: words > 0 })
    const extra = positionals[words]
    if (extra !== undefined) throw new WrongUsage(`Unexpected argument '${extra}'`)
    return { values: values as Values<Options>, positionals }
  } catch (error) {
    if (error instanceof WrongUsage) throw error
    if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error
    const [sentence = ''] = (error as Error).message.split('. To specify')
    throw new WrongUsage(sentence)
  }
}

/** What can be said without a stack, or null. */
function sentenceOf(error: unknown, language: keyof Text): string | null {
  if (error instanceof Trouble) return error.words[language]
  return error instanceof PlaybookError ? error.message : null
}

/** The whole number that an option gives. Throws WrongUsage where it is none within the bounds. */
export function wholeNumber(text: string, option: string, [min, max]: readonly [number, number]): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= min && number <= max) return number
  throw new WrongUsage({
    zh: `${option} 应为 ${min} 到 ${max} 的整数，而不是“${text}”`,
    en: `${option} is a whole number from ${min} to ${max}, not "${text}"`,
  })
}
