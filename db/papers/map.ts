import type { Attribute } from '../../worker/contract/catalogue.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import type { Text } from '../../worker/contract/text.ts'
import { CLASSES } from '../../worker/services/retention/classes.ts'

/** What the project knows of one kind of personal data. */
export interface MapRow {
  name: string
  label: Text
  sensitivity: Attribute['sensitivity'] | '-'
  /** Where it comes from. */
  source: string
  unit: string
  /** Tables that hold it. */
  where: string
  /** Rules of the shipped playbook that rest on it. */
  uses: string[]
  retention: Text
  seenBy: Text
}

const days = (count: number): Text => ({ zh: `${count} 天`, en: `${count} days` })
const whileLive: Text = {
  zh: '至下一次导入替换；残留不超过 7 天',
  en: 'until the next import replaces it; leftovers 7 days at most',
}
const SEEN: Record<Attribute['sensitivity'], Text> = {
  C1: { zh: '坐席、班组长（本人接待的客户）', en: 'agents and supervisors, of customers they serve' },
  C2: {
    zh: '坐席、班组长（本人接待的客户；每次查看均记录）',
    en: 'agents and supervisors, of customers they serve; each look is logged',
  },
  C3: { zh: '任何人都看不到，也不导入', en: 'nobody; not loaded either' },
}

/** One row an attribute of the catalogue, and one a table of what comes about in use. */
export function dataMap(playbook: Playbook): MapRow[] {
  return [...playbook.catalogue.map((attribute) => rowOf(attribute, playbook)), ...OTHERS]
}

const rowOf = (
  { name, label, sensitivity, channel, unit, synthetic }: Attribute,
  playbook: Playbook,
): MapRow => ({
  ...{ name, label, sensitivity, unit },
  source: synthetic ? `${channel} (generator in the sample)` : channel,
  where: 'customer.facts',
  uses: usesOf(name, playbook),
  retention: whileLive,
  seenBy: SEEN[sensitivity],
})

function usesOf(name: string, { segments, tips, checks }: Playbook): string[] {
  const named = new RegExp(`\\bcustomer\\.${name}\\b`)
  const rests = (rule: object) => named.test(JSON.stringify(rule))
  return [
    ...segments.filter(rests).map(({ id }) => `segment/${id}`),
    ...tips.filter(rests).map(({ id }) => `tip/${id}`),
    ...checks.filter(rests).map(({ id }) => `check/${id}`),
  ]
}

const other = (
  name: string,
  label: Text,
  where: string,
  source: string,
  recordClass: keyof typeof CLASSES,
  seenBy: Text,
): MapRow => ({
  ...{ name, label, where, source, seenBy, sensitivity: '-', unit: 'none', uses: [] },
  retention: days(CLASSES[recordClass].standard),
})

const NOBODY: Text = { zh: '仅用于统计与频次上限', en: 'serves sums and caps alone' }
const AUDITORS: Text = { zh: '管理员、审计员', en: 'administrators and auditors' }

const OTHERS: MapRow[] = [
  {
    ...other(
      'customer_key',
      { zh: '客户键', en: 'Customer key' },
      'customer, event, outcome, conversion, objection',
      'browser, importer',
      'outcomes',
      NOBODY,
    ),
    retention: { zh: '与所在记录相同', en: 'as the record it stands in' },
  },
  other('events', { zh: '客户事件', en: 'Events' }, 'event', 'importer', 'old-loads', NOBODY),
  other(
    'outcomes',
    { zh: '坐席处理结果（含坐席标识）', en: 'Outcomes, with the agent’s subject' },
    'outcome',
    'browser',
    'outcomes',
    NOBODY,
  ),
  other(
    'agent_answers',
    { zh: '坐席对服务提示的处理（不含客户）', en: 'What agents did with tips, without the customer' },
    'agent_answer',
    'browser',
    'outcomes',
    NOBODY,
  ),
  other(
    'conversions',
    { zh: '办理结果', en: 'Conversions' },
    'conversion',
    'bank’s systems',
    'conversions',
    NOBODY,
  ),
  other(
    'objections',
    { zh: '拒绝针对性推荐', en: 'Refusals of targeted tips' },
    'objection',
    'browser',
    'objections',
    SEEN.C1,
  ),
  other(
    'access',
    { zh: '访问记录（坐席、地址、客户承诺值）', en: 'Access log: agent, address, commitments to customers' },
    'access, audit_customer',
    'edge',
    'access',
    AUDITORS,
  ),
  other(
    'audit',
    { zh: '审计记录（操作人、地址）', en: 'Audit chain: actor, address' },
    'audit',
    'edge',
    'audit',
    AUDITORS,
  ),
  other(
    'fleet',
    { zh: '浏览器状态（坐席、版本）', en: 'States of browsers: agent, version' },
    'fleet_browser',
    'browser',
    'fleet',
    AUDITORS,
  ),
]
