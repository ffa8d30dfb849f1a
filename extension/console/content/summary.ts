import type { Language, Text } from '../../../worker/contract/text.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { inLanguage } from '../language.ts'
import type { Row } from './rows.ts'

type Fields = Record<string, unknown>

/** One line under the name of an item: what tells it from its neighbours. */
export function summaryOf({ kind, itemId, content, live }: Row, lang: Language): string {
  const item = (content ?? live ?? {}) as Fields
  const { values } = inLanguage(memberTexts, lang)
  const word = (value: unknown) => values[String(value)] ?? String(value ?? '')
  const text = (value: unknown) => {
    const { zh = '', en = '' } = (value ?? {}) as Partial<Text>
    return (lang === 'zh-CN' ? zh : en).replace(/\{\{.*?\}\}/g, '…')
  }
  const said: Record<string, () => string> = {
    tip: () => `${word(item.category)} · ${text(item.why)}`,
    check: () => `${word(item.on)} · ${word(item.verdict)}`,
    script: () => text(item.matter),
    knowledge: () => text(item.body).split('\n')[0] ?? '',
    parameter: () => `${itemId} = ${item.value ?? ''}`,
    shift: () => `${item.from ?? ''}–${item.until ?? ''}`,
  }
  return said[kind]?.() ?? itemId
}
