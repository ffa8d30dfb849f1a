import type { Language } from '../../worker/contract/text.ts'
import { faultTables } from '../texts/console/faults.ts'

type Row = readonly [says: RegExp, zh: string]

/** What stood in the brackets put into the sentence, whatever it holds. */
function filled(zh: string, found: RegExpExecArray): string {
  const { signs } = faultTables
  return zh.replace(/\$(\d)/g, (_, at: string) => {
    const stood = found[Number(at)] ?? ''
    return signs[stood] ?? stood
  })
}

function fromTable(message: string, table: readonly Row[]): string | undefined {
  for (const [says, zh] of table) {
    const found = says.exec(message)
    if (found) return filled(zh, found) + message.slice(found.index + found[0].length)
  }
  return undefined
}

/** A fault of a condition in the reader's language; what nobody has put into words is quoted. */
export function conditionFaultWords(message: string, lang: Language): string {
  if (lang === 'en') return message
  const { conditions, library } = faultTables
  return fromTable(message, conditions) ?? fromTable(message, library) ?? `规则引擎说：${message}`
}

const named = (name: string): string => fromTable(name, faultTables.called) ?? name

const AT_CONDITION = /^(.+?), line (\d+), column (\d+): (.*?)(?:; meant (\S+)\?)? \(in: .*\)$/s

/** A fault of the whole playbook in the reader's language. */
export function playbookFaultWords(message: string, lang: Language): string {
  if (lang === 'en') return message
  const [, name, line, column, inner, meant] = AT_CONDITION.exec(message) ?? []
  if (name && inner) {
    const words = conditionFaultWords(inner, lang)
    return `${named(name)}的条件第 ${line} 行第 ${column} 列：${words}${meant ? `；是不是“${meant}”？` : ''}`
  }
  const said = fromTable(message, faultTables.playbook)
  return said === undefined ? `规则引擎说：${message}` : named(said)
}
