import { assemblePlaybook } from '../../db/packs/assemble.ts'
import { presentContact } from '../../extension/present/contact.ts'
import { shortKey } from '../../extension/present/format.ts'
import type { JudgedAction } from '../../extension/present/show.ts'
import { showing } from '../../extension/present/show.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { Decision } from '../../worker/contract/decision.ts'
import type { Language } from '../../worker/contract/text.ts'
import { checkAction } from '../../worker/decision/check.ts'
import { compilePlaybook, decide } from '../../worker/decision/decide.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'

export const now = new Date('2026-11-23T06:32:00Z')
export const customerKey = `7f3a${'0'.repeat(56)}c21e`
export const otherKey = `b09d${'0'.repeat(56)}4e77`

const step = (id: string, zh: string, en: string) => ({ id, label: { zh, en } })

export const playbook = {
  ...assemblePlaybook(),
  contactSteps: [
    step('identity-verified', '核对身份', 'Identity verified'),
    step('recording-notice', '告知通话录音', 'Recording notice given'),
    step('risk-disclosed', '宣读风险揭示', 'Risk disclosure read'),
  ],
}
const textTables = buildTextTables(playbook)
export const compiled = compilePlaybook(playbook, textTables)
export const numbered = {
  version: 128,
  digest: 'a'.repeat(64),
  publishedAt: '2026-11-23T02:09:00Z',
  playbook,
  textTables,
}

/** How long ago the edge confirmed the playbook. Minutes. */
export const show = (language: Language, confirmed = 1) =>
  showing(language, { numbered, compiled, checkedAt: now.getTime() - confirmed * 60_000 }, now)

/** The customer of the one story that all pictures tell; made up. */
export const wealthy: Facts = {
  age: 66,
  job: 'retired',
  deposit_balance: 182_400_00,
  term_deposit_balance: 300_000_00,
  term_deposit_matures_on: '2026-12-01',
  wealth_balance: 280_000_00,
  fund_balance: 100_000_00,
  total_assets: 862_400_00,
  risk_grade: 3,
  risk_assessed_on: '2026-03-12',
  risk_assessments_today: 0,
  risk_assessments_12m: 1,
  highest_holding_grade: 3,
  complaint_opened_on: '2026-11-14',
  complaint_matter: 'transfer-failed',
  marketing_consent: true,
  personalisation_consent: true,
  in_default: false,
  app_active: true,
  last_transaction_on: '2026-11-20',
  last_contact_on: '2026-11-14',
  vulnerability_health: false,
  vulnerability_life_event: false,
  vulnerability_resilience: false,
  vulnerability_capability: false,
  holdings: [
    {
      code: 'LC0127',
      name: { zh: '稳享 90 天 5 号', en: 'Steady 90 days 5' },
      kind: 'wealth',
      grade: 2,
      amount: 280_000_00,
    },
    {
      code: 'JJ0005',
      name: { zh: '红利指数', en: 'Dividend index' },
      kind: 'fund',
      grade: 3,
      amount: 100_000_00,
    },
  ],
}

/** A customer with nothing to see and nothing to say but the general. */
export const plain: Facts = {
  ...wealthy,
  age: 41,
  job: 'management',
  term_deposit_matures_on: '2027-09-01',
  term_deposit_balance: 150_000_00,
  deposit_balance: 50_000_00,
  wealth_balance: 0,
  fund_balance: 0,
  total_assets: 200_000_00,
  holdings: [],
  app_active: false,
  complaint_opened_on: undefined as never,
  complaint_matter: undefined as never,
}

interface Told {
  factsAsOf?: string
  asOf?: string
  historical?: boolean
  currency?: string
}

export function decided(facts: Facts, told: Told = {}): Decision {
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
  return decide(compiled, {
    customerKey,
    version: numbered.version,
    publishedAt: numbered.publishedAt,
    askedAt: now.toISOString(),
    agent: { subject: 'T0317', roles: ['agent'], teams: [] },
    facts: known,
    factsAsOf: '2026-11-22T22:00:00Z',
    asOf: now.toISOString(),
    historical: false,
    currency: 'CNY',
    outcomes: [],
    ...told,
  })
}

/** The contact of the story: two of three steps done. */
export const contact = (language: Language) =>
  presentContact(show(language), shortKey(customerKey), {
    'identity-verified': '2026-11-23T06:28:52Z',
    'recording-notice': '2026-11-23T06:28:18Z',
  })

/** An order for an R4 product. `facts` null: they could not be had. */
export function order(facts: Facts | null): JudgedAction {
  const page = { product_code: 'LC0182', product_grade: 4, amount: 200_000_00, risk_disclosed: true }
  return {
    page,
    done: [],
    checks: checkAction(compiled, {
      kind: 'order',
      facts,
      page,
      contact: { channel: 'counter', steps: ['identity-verified', 'recording-notice'] },
      asOf: now.toISOString(),
      publishedAt: numbered.publishedAt,
    }),
  }
}
