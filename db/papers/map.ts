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
const left = days(CLASSES['old-loads'].standard)
const before = days(CLASSES.history.standard)
const whileLive: Text = {
  zh: `至数据集下一次全量刷新；残留不超过 ${left.zh}`,
  en: `until the next full refresh of its dataset; leftovers ${left.en} at most`,
}
/** What a fact was is kept apart from what it is. */
const whileLiveAndBefore: Text = {
  zh: `${whileLive.zh}；以前的值另存 ${before.zh}`,
  en: `${whileLive.en}; earlier values ${before.en}`,
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
  source: synthetic ? 'bank’s systems; generator in the sample and for trials' : channel,
  uses: usesOf(name, playbook),
  where: 'customer.facts, fact_change',
  retention: whileLiveAndBefore,
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
const NOBODY_COUNTED: Text = { zh: '仅用于核对行数', en: 'serves counting the rows alone' }
const AUDITORS: Text = { zh: '管理员、审计员', en: 'administrators and auditors' }

const OTHERS: MapRow[] = [
  {
    ...other(
      'customer_key',
      { zh: '客户键', en: 'Customer key' },
      'customer, event, identifier, customer_move, fact_change, segmentation_member, outcome, conversion, objection',
      'browser, importer',
      'outcomes',
      NOBODY,
    ),
    retention: { zh: '与所在记录相同', en: 'as the record it stands in' },
  },
  {
    ...other(
      'events',
      { zh: '客户事件（交易、联系、投诉等）', en: 'Events: transactions, contacts, complaints and so on' },
      'event, dirty_customer',
      'importer, bank’s systems',
      'old-loads',
      SEEN.C2,
    ),
    retention: whileLive,
  },
  {
    ...other(
      'identifiers',
      {
        zh: '账号、卡号、手机号等的散列值，指向客户键',
        en: 'Hashes of account, card and phone numbers that lead to a customer key',
      },
      'identifier',
      'importer, bank’s systems',
      'old-loads',
      { zh: '坐席只看到每类有几个', en: 'agents see how many of each kind' },
    ),
    retention: whileLive,
  },
  {
    ...other(
      'sent_keys',
      {
        zh: '全量更新期间收到的、已合并客户的行（散列值）',
        en: 'Rows of merged customers that came while a full refresh was filled, hashed',
      },
      'sent_key',
      'bank’s systems',
      'old-loads',
      NOBODY_COUNTED,
    ),
    retention: { zh: '该次更新结束为止', en: 'until that refresh is over' },
  },
  {
    ...other(
      'moves',
      { zh: '客户合并与拆分', en: 'Customers that became one, or two' },
      'customer_move',
      'bank’s systems',
      'history',
      { zh: '坐席看到客户曾被拆分', en: 'agents see that a customer was split' },
    ),
    retention: { zh: '不会自行删除；随删除请求删除', en: 'not dropped by itself; goes with an erasure' },
  },
  other(
    'history',
    { zh: '客户事实以前的值', en: 'What facts of customers were before' },
    'fact_change',
    'importer, bank’s systems',
    'history',
    SEEN.C2,
  ),
  {
    ...other(
      'groups',
      { zh: '数据客群：客户所在的组及其依据', en: 'Groups from data, and what each rests on' },
      'segmentation_member, segmentation_run, segmentation_step',
      'edge',
      'old-loads',
      SEEN.C2,
    ),
    retention: {
      zh: '至同一模型的下一次计算生效，之后每分钟删除两万条',
      en: 'until the next run of the model goes live, then 20,000 a minute are dropped',
    },
  },
  other(
    'batches',
    {
      zh: '已收下的数据批次：条数与被拒行号，不含客户',
      en: 'Batches of data that were taken: counts and lines refused, without customers',
    },
    'ingest_batch, feed_tally, event_day',
    'bank’s systems',
    'batches',
    AUDITORS,
  ),
  other(
    'script_runs',
    {
      zh: '话术执行（坐席、班组、用时，不含客户）',
      en: 'Runs of scripts: agent, team and seconds, without the customer',
    },
    'script_run, script_step',
    'browser',
    'script-runs',
    { zh: '仅用于统计', en: 'serves sums alone' },
  ),
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
    'changes',
    { zh: '策略变更（撰写人、批准人）', en: 'Changes of the playbook: who wrote, who approved' },
    'change, change_step, playbook',
    'console',
    'changes',
    { zh: '班组长、批准人、管理员、审计员', en: 'supervisors, approvers, administrators and auditors' },
  ),
  other(
    'holds',
    {
      zh: '法律保全（客户键、操作人）与保存期限的设定人',
      en: 'Legal holds: customer key, who placed them; who set retention',
    },
    'legal_hold, retention',
    'console',
    'holds',
    AUDITORS,
  ),
  other(
    'erasures',
    { zh: '删除请求（操作人、客户承诺值）', en: 'Erasures: who asked, commitment to the customer' },
    'erasure',
    'console',
    'erasures',
    AUDITORS,
  ),
  {
    ...other(
      'sign_outs',
      { zh: '强制退出（账号、操作人）', en: 'Sessions that were ended: account, who ended them' },
      'sign_out',
      'console',
      'fleet',
      AUDITORS,
    ),
    retention: { zh: '不会自行删除，每个账号一条', en: 'not dropped by itself, one an account' },
  },
  {
    ...other(
      'on_the_way',
      {
        zh: '搬到另一个数据库途中的客户记录，及谁要求搬',
        en: 'Rows of customers on their way to another database, and who asked for it',
      },
      'bucket_move, arriving_row, leaving_change',
      'edge',
      'old-loads',
      NOBODY,
    ),
    retention: { zh: '至搬完', en: 'until they have arrived' },
  },
  {
    ...other(
      'key_pairs',
      { zh: '换密钥期间新旧客户键的对应', en: 'Old and new customer keys while the secret changes' },
      'key_pair, key_rotation',
      'importer',
      'old-loads',
      NOBODY,
    ),
    retention: { zh: '至换密钥结束', en: 'until the change of the secret is finished' },
  },
  other(
    'fleet',
    { zh: '浏览器状态（坐席、版本）', en: 'States of browsers: agent, version' },
    'fleet_browser',
    'browser',
    'fleet',
    AUDITORS,
  ),
]
