import type { Show } from './show.ts'
import { word } from './values.ts'

/** What a label adds in brackets explains it to authors, not to an agent in a call. */
export const bare = (label: string) => label.replace(/\s*[（(].*[）)]$/u, '')

/** A fact or page field (`customer.x`, `page.x`) by its label. */
export function nameText(show: Show, fullName: string): string {
  const [scope, name = ''] = fullName.split('.')
  if (scope === 'contact') return show.texts.contact.fields[name as 'steps'] ?? fullName
  const { catalogue, pageFields } = show.compiled.playbook
  const declared = (scope === 'page' ? pageFields : catalogue).find((one) => one.name === name)
  return declared ? bare(word(show, declared.label)) : fullName
}

/** Names in one breath: 风险等级、评估日期. */
export const namesText = (show: Show, fullNames: readonly string[]): string =>
  fullNames.map((name) => nameText(show, name)).join(show.texts.marks.list)
