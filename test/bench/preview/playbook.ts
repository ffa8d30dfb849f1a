import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { Playbook, Tip } from '../../../worker/contract/playbook.ts'
import { seeded } from '../../fuzz/random.ts'

const words = { zh: '甲', en: 'a' }
const JOBS = ['admin.', 'blue-collar', 'management', 'services', 'technician', 'retired', 'student']
const DATES = ['last_transaction_on', 'account_opened_on', 'risk_assessed_on']

/** One test as a supervisor would choose it. */
function test(random: () => number): string {
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low))
  const kinds = [
    () => `customer.age >= ${whole(25, 60)}`,
    () => `customer.age < ${whole(30, 70)}`,
    () => `customer.total_assets >= ${whole(1, 60) * 10_000} * 100`,
    () => `customer.deposit_balance < ${whole(1, 60) * 1000} * 100`,
    () => `customer.job in ${JSON.stringify([0, 1, 2].map((step) => JOBS[(whole(0, 7) + step) % 7]))}`,
    () => `daysBetween(customer.${DATES[whole(0, 3)]}, now) <= ${whole(10, 400)}`,
    () => (random() < 0.5 ? 'customer.app_active' : '!customer.app_active'),
    () => `customer.risk_grade >= ${whole(2, 5)}`,
    () => `(customer.housing_loan || customer.standing_orders > ${whole(0, 3)})`,
  ]
  return kinds[whole(0, kinds.length)]?.() ?? 'true'
}

/** The shipped playbook with tips of 3 to 5 tests each added until there are so many. */
export function manyTips(count: number): Playbook {
  const shipped = assemblePlaybook()
  const random = seeded(7)
  const added = Array.from({ length: count - shipped.tips.length }, (_, at) =>
    Tip.parse({
      id: `added-${at}`,
      category: at % 2 ? 'sales' : 'service',
      ...{ label: words, say: words, why: words },
      eligibility: Array.from({ length: 3 + Math.floor(random() * 3) }, () => test(random)).join(' && '),
      marketing: at % 2 === 1,
      cap: { max: 2, days: 30 },
      score: { propensity: random(), context: 0.8, value: 0.5, lever: 0.5 },
    }),
  )
  return Playbook.parse({ ...shipped, tips: [...shipped.tips, ...added] })
}
