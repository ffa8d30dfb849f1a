import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'

/** What tips, segments and facts are called, with the changed item under its new name. */
export interface Naming {
  tip(id: string): string
  segment(id: string): string
  /** A fact or page field by its full name, `customer.age`. */
  fact(fullName: string): string
}

interface Labelled {
  id?: string
  name?: string
  label: { zh: string; en: string }
}

export function namingIn(playbook: Playbook, lang: Language): Naming {
  const label = (items: readonly Labelled[], id: string) =>
    items.find((one) => (one.id ?? one.name) === id)?.label[lang === 'zh-CN' ? 'zh' : 'en'] ?? id
  return {
    tip: (id) => label(playbook.tips, id),
    segment: (id) => label(playbook.segments, id),
    fact: (fullName) => {
      const [scope, name = ''] = fullName.split('.')
      return label(scope === 'page' ? playbook.pageFields : playbook.catalogue, name)
    },
  }
}

/** The most frequent first. */
export const byCount = (counts: Record<string, number | undefined>, most: number): [string, number][] =>
  Object.entries(counts)
    .map(([name, count = 0]): [string, number] => [name, count])
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
