import { type Show, showing } from '../../extension/present/show.ts'
import type { Facts } from '../../worker/contract/catalogue.ts'
import type { DecidedCheck, Decision } from '../../worker/contract/decision.ts'
import { Playbook, type Verdict } from '../../worker/contract/playbook.ts'
import type { Language } from '../../worker/contract/text.ts'
import { compilePlaybook } from '../../worker/decision/compile.ts'
import { buildTextTables } from '../../worker/decision/text/build-tables.ts'

const text = (zh: string, en: string) => ({ zh, en })
const generated = { sensitivity: 'C2', channel: 'generator', synthetic: true } as const
const core = { sensitivity: 'C2', channel: 'core' } as const
const money = { type: 'money', unit: 'minor' } as const
const reason = (id: string) => ({ id, label: text(`理由${id}`, `reason ${id}`) })

const rule = {
  label: text('名称', 'name'),
  finding: text('有问题。', 'Something is wrong.'),
  whatNow: text('请改。', 'Change it.'),
  citation: text('办法第十二条', 'Measures, Article 12'),
  effectiveFrom: '2026-02-01',
  verified: true,
  condition: 'customer.age > 0',
}

/** A small playbook of made-up rules, one of each kind that words depend on. */
const playbook = Playbook.parse({
  schema: 1,
  timeZone: 'Asia/Shanghai',
  parameters: [
    { name: 'months', type: 'int', label: text('月数', 'Months'), value: 12 },
    { name: 'limit', type: 'money', label: text('限额', 'Limit'), value: 500_000 },
    { name: 'complaint_days', type: 'int', label: text('天数', 'Days'), value: 15 },
    { name: 'complaint_complex_days', type: 'int', label: text('天数', 'Days'), value: 30 },
    { name: 'word', type: 'string', label: text('用词', 'Word'), value: 'self' },
  ],
  catalogue: [
    { name: 'age', type: 'int', unit: 'years', label: text('年龄', 'Age'), ...core },
    { name: 'idle', type: 'int', unit: 'days', label: text('闲置', 'Idle'), ...core },
    {
      name: 'job',
      type: 'string',
      label: text('职业', 'Occupation'),
      ...core,
      values: { retired: text('退休', 'retired') },
    },
    { name: 'pin', type: 'string', label: text('密码', 'PIN'), sensitivity: 'C3', channel: 'core' },
    { name: 'deposit_balance', ...money, label: text('活期余额', 'Deposit'), ...core },
    { name: 'term_deposit_balance', ...money, label: text('定期余额', 'Term deposit'), ...generated },
    { name: 'wealth_balance', ...money, label: text('理财余额', 'Wealth'), ...generated },
    { name: 'matures_on', type: 'date', label: text('到期日', 'Matures on'), ...core },
    { name: 'holdings', type: 'holdings', label: text('持有产品', 'Holdings'), ...generated },
    {
      name: 'highest_holding_grade',
      type: 'int',
      unit: 'grade',
      label: text('最高等级', 'Highest grade'),
      ...core,
    },
    { name: 'risk_grade', type: 'int', unit: 'grade', label: text('风险等级', 'Risk grade'), ...generated },
    { name: 'risk_assessed_on', type: 'date', label: text('评估日期', 'Assessed on'), ...generated },
    { name: 'marketing_consent', type: 'bool', label: text('营销', 'Marketing'), ...generated },
    { name: 'sms_consent', type: 'bool', label: text('短信', 'SMS'), ...core },
    { name: 'do_not_call_until', type: 'date', label: text('免打扰至', 'Quiet until'), ...core },
    { name: 'complaint_opened_on', type: 'date', label: text('受理日', 'Opened on'), ...core },
    {
      name: 'complaint_matter',
      type: 'string',
      label: text('事项', 'Matter'),
      ...core,
      values: { fee: text('收费', 'a fee') },
    },
  ],
  events: [
    {
      kind: 'complaint_opened',
      label: text('提出投诉', 'Complaint opened'),
      contact: true,
      detail: [
        {
          name: 'matter',
          type: 'string',
          label: text('事项', 'Matter'),
          sensitivity: 'C2',
          values: { fee: text('收费', 'a fee') },
        },
      ],
    },
    {
      kind: 'debit',
      label: text('出账', 'Paid out'),
      detail: [
        { name: 'way', type: 'string', label: text('方式（系统）', 'Way (system)'), sensitivity: 'C1' },
        { name: 'balance', type: 'money', label: text('余额', 'Balance'), sensitivity: 'C2' },
        { name: 'note', type: 'string', label: text('附言', 'Note'), sensitivity: 'C2' },
        { name: 'pin', type: 'string', label: text('密码', 'PIN'), sensitivity: 'C3' },
      ],
    },
    {
      kind: 'call',
      label: text('通话', 'Call'),
      contact: true,
      detail: [
        { name: 'seconds', type: 'seconds', label: text('时长', 'Length'), sensitivity: 'C1' },
        { name: 'recorded', type: 'bool', label: text('已录音', 'Recorded'), sensitivity: 'C1' },
        { name: 'tries', type: 'int', label: text('第几次', 'Try'), sensitivity: 'C1' },
      ],
    },
  ],
  matters: [
    {
      id: 'complaint',
      label: text('投诉', 'Complaint'),
      opens: ['complaint_opened'],
      closes: ['complaint_closed'],
      per: 'detail.complaint',
      about: 'detail.matter',
      limits: [
        { days: ['complaint_days'], after: [], label: text('答复', 'answer') },
        {
          ...{ days: ['complaint_complex_days'], after: ['complaint_extended'] },
          label: text('复杂', 'complex'),
        },
      ],
    },
  ],
  pageFields: [
    { name: 'product_code', type: 'string', label: text('产品代码', 'Product code') },
    {
      name: 'product_grade',
      type: 'int',
      label: text('产品等级（取高者）', 'Product grade (the higher one)'),
    },
    { name: 'amount', type: 'money', label: text('金额', 'Amount') },
  ],
  products: [{ code: 'LC1', name: text('进取', 'Bold'), kind: 'wealth', grade: 5, minimum: 1_000_000 }],
  segments: [
    { id: 'wealthy', label: text('财富客户', 'Wealth'), priority: 1, condition: 'customer.age > 60' },
    { id: 'idle', label: text('闲置客户', 'Idle'), priority: 2, condition: 'customer.idle > 9' },
    { id: 'everybody', label: text('普通客户', 'General'), priority: 9, condition: 'true' },
  ],
  tips: [
    {
      id: 'renew',
      category: 'retention',
      label: text('续存', 'Renew'),
      say: text(
        '您有 {{customer.term_deposit_balance}}在{{customer.matures_on}}到期，可用“续存”。',
        'Your {{customer.term_deposit_balance}} mature on {{customer.matures_on}}: “renew”.',
      ),
      why: text('{{customer.matures_on}}到期', 'Matures {{customer.matures_on}}'),
      eligibility: 'customer.age > 0',
      marketing: false,
      score: { propensity: 0.62, context: 0.9, value: 0.19, lever: 0.5 },
      cap: { max: 1, days: 30 },
    },
  ],
  contactSteps: [
    { id: 'verified', label: text('核对身份', 'Identity verified') },
    { id: 'told', label: text('告知录音', 'Recording notice given') },
  ],
  checks: [
    {
      ...rule,
      id: 'steps',
      on: 'action',
      condition: undefined,
      requires: ['verified', 'told'],
      verdict: 'block',
      inDoubt: 'stop',
    },
    {
      ...rule,
      id: 'grade',
      on: 'action',
      label: text('产品与客户等级', 'Product and customer grade'),
      headline: text(
        '产品 R{{page.product_grade}} 高于客户 {{customer.risk_grade}}',
        'Product {{page.product_grade}} above customer C{{customer.risk_grade}}',
      ),
      condition: 'page.product_grade > customer.risk_grade',
      verdict: 'block',
      inDoubt: 'stop',
      citationUrl: 'https://law.example/12',
      verified: false,
    },
    {
      ...rule,
      id: 'share',
      on: 'action',
      verdict: 'warn',
      inDoubt: 'stop',
      overrideReasons: [reason('a1'), reason('b1')],
    },
    { ...rule, id: 'time', on: 'action', verdict: 'block', inDoubt: 'stop', overrideReasons: [reason('b1')] },
    { ...rule, id: 'senior', on: 'customer', verdict: 'remind', inDoubt: 'proceed' },
  ],
  dismissReasons: [reason('later')],
  adapters: [],
})

const textTables = buildTextTables(playbook)
const compiled = compilePlaybook(playbook, textTables)
const numbered = {
  version: 7,
  digest: 'd'.repeat(64),
  publishedAt: '2026-11-20T02:00:00Z',
  playbook,
  textTables,
}

/** 14:32 in the bank's zone. */
export const now = '2026-11-23T06:32:00Z'
export const languages: Language[] = ['zh-CN', 'en']

/** `confirmed`: when the edge last confirmed the playbook, an instant. */
export const show = (language: Language, at = now, confirmed = at): Show =>
  showing(language, { numbered, compiled, checkedAt: Date.parse(confirmed) }, new Date(at))

export const check = (id: string, verdict: Verdict, ...missing: string[]): DecidedCheck => ({
  id,
  verdict,
  missing,
  basis: [],
})

/** A decision of nothing but what is given. */
export function decision(facts: Facts = {}, more: Partial<Decision> = {}): Decision {
  return {
    customerKey: `7f3a5566${'0'.repeat(52)}c21e`,
    status: 'decided',
    stale: [],
    staleSince: {},
    playbookVersion: 7,
    asOf: now,
    historical: false,
    factsAsOf: '2026-11-22T22:00:00Z',
    currency: 'CNY',
    facts,
    segments: [],
    tips: [],
    hiddenTips: [],
    hiddenCounts: { validity: 0, eligibility: 0 },
    checks: [],
    ...more,
  }
}
