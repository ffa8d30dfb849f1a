import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'

type Lists = 'tips' | 'checks' | 'scripts' | 'segments' | 'teams' | 'dismissReasons'

/** What an item of the playbook in force is called; its id where it is there no more. */
export function nameIn(playbook: Playbook, list: Lists, id: string, lang: Language): string {
  const one = playbook[list].find((item) => item.id === id)
  return one ? one.label[lang === 'zh-CN' ? 'zh' : 'en'] : id
}

/** What a reason of any override is called. */
export function overrideReason({ checks }: Playbook, id: string, lang: Language): string {
  const reasons = checks.flatMap(({ overrideReasons = [] }) => overrideReasons)
  return reasons.find((one) => one.id === id)?.label[lang === 'zh-CN' ? 'zh' : 'en'] ?? id
}

/** A share as a reader reads it. */
export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)}%`
/** A distance of two shares in points, with its sign. */
export const points = (distance: number): string =>
  `${distance > 0 ? '+' : distance < 0 ? '−' : ''}${Math.abs(distance * 100).toFixed(1)}`
