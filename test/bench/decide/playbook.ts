import { Playbook, type Tip } from '../../../worker/contract/playbook.ts'
import { catalogue, type Rule, ruleText } from './rules.ts'

const words = { zh: '甲', en: 'a' }

const tip = (rule: Rule, at: number): Tip => ({
  id: rule.id,
  category: at % 2 ? 'sales' : 'service',
  label: words,
  say: words,
  why: words,
  eligibility: ruleText(rule),
  marketing: false,
  cap: { max: 2, days: 30 },
  score: { propensity: (at % 97) / 97, context: 0.5, value: 0.5, lever: 0.5 },
})

/** A playbook whose tips have these rules, with a cap over each half of them. */
export function playbookOf(rules: readonly Rule[]): Playbook {
  return Playbook.parse({
    schema: 1,
    timeZone: 'Asia/Shanghai',
    catalogue,
    pageFields: [],
    products: [],
    caps: [
      { per: 'customer', categories: ['sales'], max: 200, days: 30 },
      { per: 'agent', categories: ['service'], max: 400, days: 1 },
    ],
    pauses: [{ categories: ['sales'], refusals: 300, days: 30 }],
    segments: [],
    tips: rules.map(tip),
    checks: [],
    dismissReasons: [],
    adapters: [],
  })
}
