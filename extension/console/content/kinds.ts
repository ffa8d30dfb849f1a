import { ItemKind } from '../../../worker/contract/item.ts'
import { itemLists } from '../../../worker/decision/items.ts'

/** What is written one by one, in the order of the menu. */
export const KINDS = ItemKind.options

/** The page on which items of a kind stand: named as their list in the playbook. */
export const PAGE_OF = itemLists

/** Only these can be taken off screens at once, without a second person. */
export const WITHDRAWABLE: readonly ItemKind[] = ['tip', 'script']

const text = { zh: '', en: '' }

/** A new item before anything is written; what the schema asks for and nobody has chosen yet is missing. */
export const BLANK: Record<ItemKind, (id: string) => Record<string, unknown>> = {
  segment: (id) => ({ id, label: text, priority: 50, condition: 'true' }),
  tip: (id) => ({
    ...{ id, category: 'service', label: text, say: text, why: text, eligibility: 'true' },
    ...{ marketing: false, cap: { max: 1, days: 30 } },
    score: { propensity: 0.5, context: 0.5, value: 0.5, lever: 0.5 },
  }),
  check: (id) => ({
    ...{ id, label: text, on: 'customer', condition: 'true', verdict: 'remind', inDoubt: 'proceed' },
    ...{
      actions: ['order'],
      effectiveFrom: '',
      finding: text,
      whatNow: text,
      citation: text,
      verified: false,
    },
  }),
  script: (id) => ({
    ...{ id, label: text, matter: text },
    steps: [{ id: 'step-1', label: text, say: text, required: true, variants: [] }],
  }),
  knowledge: (id) => ({ id, label: text, body: text }),
  parameter: (name) => ({ name, type: 'int', label: text, value: 0 }),
  adapter: (id) => ({ id, hosts: [], screens: [] }),
  team: (id) => ({ id, label: text }),
  shift: (id) => ({ id, label: text, from: '08:30', until: '17:30' }),
}
