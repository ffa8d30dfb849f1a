import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { Playbook, Tip } from '../../../worker/contract/playbook.ts'
import { seeded } from '../../fuzz/random.ts'

const words = { zh: '甲', en: 'a' }
const JOBS = ['admin.', 'blue-collar', 'management', 'services', 'technician', 'retired', 'student']
const DATES = ['last_transaction_on', 'account_opened_on', 'risk_assessed_on']

/** Tests as a supervisor would choose them, each of another fact. */
function tests(random: () => number): string[] {
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low))
  const youngest = whole(20, 50)
  const jobs = [0, 1, 2].map((step) => JOBS[(whole(0, 7) + step) % 7])
  const all = [
    `customer.age >= ${youngest} && customer.age < ${youngest + whole(10, 35)}`,
    `customer.total_assets >= ${whole(1, 60) * 10_000} * 100`,
    `customer.deposit_balance < ${whole(1, 60) * 1000} * 100`,
    `customer.job in ${JSON.stringify(jobs)}`,
    `daysBetween(customer.${DATES[whole(0, 3)]}, now) <= ${whole(10, 400)}`,
    random() < 0.5 ? 'customer.app_active' : '!customer.app_active',
    `customer.risk_grade >= ${whole(2, 5)}`,
    `(customer.housing_loan || customer.standing_orders > ${whole(0, 3)})`,
  ]
  const drawn = all.map((text) => ({ text, place: random() })).toSorted((a, b) => a.place - b.place)
  return drawn.slice(0, whole(3, 6)).map(({ text }) => text)
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
      eligibility: tests(random).join(' && '),
      marketing: at % 2 === 1,
      cap: { max: 2, days: 30 },
      score: { propensity: random(), context: 0.8, value: 0.5, lever: 0.5 },
    }),
  )
  return Playbook.parse({ ...shipped, tips: [...shipped.tips, ...added] })
}
