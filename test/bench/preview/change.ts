import type { ItemRef } from '../../../worker/contract/item.ts'
import { Tip } from '../../../worker/contract/playbook.ts'

const words = { zh: '甲', en: 'a' }

/** The tip that is previewed: for about a third of the customers, often first. */
export const CHANGE: ItemRef & { content: Tip } = {
  kind: 'tip',
  itemId: 'previewed',
  content: Tip.parse({
    id: 'previewed',
    category: 'service',
    ...{ label: words, say: words, why: words },
    eligibility: 'customer.age >= 35 && customer.total_assets >= 20000 * 100',
    applicability: 'customer.app_active',
    marketing: false,
    cap: { max: 2, days: 30 },
    score: { propensity: 0.95, context: 0.8, value: 0.5, lever: 0.5 },
  }),
}
