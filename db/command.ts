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
 */
export async function runCommand<const Options extends ParseArgsOptionsConfig>(
  usage: string,
  options: Options,
  work: (values: Values<Options>, language: keyof Text) => Promise<void>,
): Promise<void> {
  const language = terminalLanguage(process.env)
  try {
    const values = readLine(options)
    if (values) await work(values, language)
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
function readLine<const Options extends ParseArgsOptionsConfig>(options: Options): Values<Options> | null {
  if (process.argv.slice(2).includes('--help')) return null
  try {
    return parseArgs({ options }).values as Values<Options>
  } catch (error) {
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
