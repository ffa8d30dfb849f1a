import { expect, test } from 'vitest'
import type { Script, ScriptStep } from '../../worker/contract/playbook.ts'
import type { Text } from '../../worker/contract/text.ts'
import { playbooks } from './banks.ts'

const { scripts, tips } = playbooks.cn
const words = ({ zh, en }: Text) => `${zh} ${en}`

/** Steps before it is certain who speaks; all of a script in which that is never asked. */
function beforeIdentity({ steps }: Script): ScriptStep[] {
  const at = steps.findIndex(({ confirms }) => confirms?.includes('identity-verified'))
  return at < 0 ? steps : steps.slice(0, at)
}
const early = scripts.flatMap((script) =>
  beforeIdentity(script).map((step) => ({ called: `${script.id} ${step.id}`, ...step })),
)

/** Segments for which the same is said in another manner. Any other tells whoever has found a card something of its owner. */
const OF_MANNER = ['vulnerable', 'senior']

test('before identity is verified only the manner of speaking goes by the customer', () => {
  const told = early.flatMap(({ called, variants }) =>
    variants
      .flatMap(({ segments }) => segments)
      .flatMap((one) => (OF_MANNER.includes(one) ? [] : [[called, one]])),
  )
  expect(told).toEqual([])
})

/** Whoever picks up the phone may not be the debtor. */
test('a collections call says what it is about to nobody whose identity is not verified', () => {
  const [steps] = scripts.filter(({ id }) => id === 'collections-call').map(beforeIdentity)
  const said = steps?.flatMap(({ say, variants }) => [say, ...variants.map((one) => one.say)]) ?? []
  expect(said.length).toBeGreaterThan(1)
  for (const { zh, en } of said) {
    expect(zh).not.toMatch(/还款|欠|逾期|贷|催/)
    expect(en).not.toMatch(/repay|owe|arrears|loan|debt|collect/i)
  }
})

test('before identity is verified nothing of the customer is named, and no step is there for some only', () => {
  const said = early.flatMap(({ called, say, variants, applies = '' }) =>
    [say, ...variants.map((one) => one.say)].map((one) => [called, `${words(one)} ${applies}`] as const),
  )
  expect(said.length).toBeGreaterThan(scripts.length)
  expect(said.filter(([, one]) => /customer\./.test(one))).toEqual([])
})

/** In both languages: what no customer may be told less of than another. */
const WARNINGS: [zh: RegExp, en: RegExp][] = [
  [/密码/, /password/i],
  [/验证码/, /\bcodes?\b/i],
  [/录音/, /recorded/i],
  [/本人在手机银行/, /yourself in mobile banking/i],
  [/不会替您操作/, /will not do it for you/i],
  [/产品、金额、等级、期限/, /product, amount, grade, term/i],
  [/亏/, /\b(lose|lost|loss)\b/i],
]

test('other words for a segment leave out no warning of the standard words', () => {
  const pairs = scripts.flatMap(({ id, steps }) =>
    steps.flatMap(({ id: step, say, variants }) =>
      variants.map((one) => ({
        called: `${id} ${step} ${one.segments.join(' ')}`,
        base: say,
        other: one.say,
      })),
    ),
  )
  const lost = pairs.flatMap(({ called, base, other }) =>
    WARNINGS.filter(
      ([zh, en]) => (zh.test(base.zh) && !zh.test(other.zh)) || (en.test(base.en) && !en.test(other.en)),
    ).map(([zh]) => [called, zh.source]),
  )
  expect(lost).toEqual([])
  for (const [zh, en] of WARNINGS)
    expect(pairs.some(({ base }) => zh.test(base.zh) && en.test(base.en))).toBe(true)
})

test('who is warned of the password is warned of one-time codes too', () => {
  const said = scripts.flatMap(({ id, steps }) =>
    steps.flatMap((step) =>
      [step.say, ...step.variants.map((one) => one.say)].map((one) => [`${id} ${step.id}`, one.zh] as const),
    ),
  )
  const warns = said.filter(([, zh]) => /(不会问|不要|别|不用)[^。]*密码|密码[^。]*(不要|别)/.test(zh))
  expect(warns.length).toBeGreaterThan(scripts.length)
  expect(warns.filter(([, zh]) => !zh.includes('验证码'))).toEqual([])
})

test('nothing is said of when somebody signed in last: no fact tells it', () => {
  const said = [
    ...tips.flatMap(({ id, say, why }) => [say, why].map((one) => [id, words(one)] as const)),
    ...scripts.flatMap(({ id, steps }) =>
      steps.flatMap((step) =>
        [step.say, ...step.variants.map((one) => one.say)].map((one) => [id, words(one)] as const),
      ),
    ),
  ]
  expect(said.filter(([, one]) => /没有?登录|未登录|not (signed|logged) in/.test(one))).toEqual([])
})
