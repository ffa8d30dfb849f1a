import type { Text } from './text.ts'

/** A group of the RFM model, and which scores make it, in words. */
export interface RfmGroup {
  value: string
  label: Text
  rule: Text
}

/**
 * Groups by two scores of 1 to 5: recency, and the mean of frequency and amount, rounded up.
 * Idea: A. M. Hughes, Strategic Database Marketing (1994): customers in fifths by recency, frequency and monetary value.
 */
export const RFM_GROUPS: readonly RfmGroup[] = [
  {
    value: 'champions',
    label: { zh: '重要价值客户', en: 'champions' },
    rule: { zh: '近度 4–5，往来 4–5', en: 'recency 4–5, use 4–5' },
  },
  {
    value: 'loyal',
    label: { zh: '稳定往来客户', en: 'loyal' },
    rule: { zh: '近度 3–5，往来 3–5，不在上一组', en: 'recency 3–5, use 3–5, not above' },
  },
  {
    value: 'promising',
    label: { zh: '新近低频客户', en: 'promising' },
    rule: { zh: '近度 4–5，往来 1–2', en: 'recency 4–5, use 1–2' },
  },
  {
    value: 'need-attention',
    label: { zh: '有待维护客户', en: 'need attention' },
    rule: { zh: '近度 3，往来 1–2', en: 'recency 3, use 1–2' },
  },
  {
    value: 'at-risk',
    label: { zh: '重点挽回客户', en: 'at risk' },
    rule: { zh: '近度 1–2，往来 4–5', en: 'recency 1–2, use 4–5' },
  },
  {
    value: 'cooling',
    label: { zh: '渐少往来客户', en: 'cooling' },
    rule: { zh: '近度 1–2，往来 3', en: 'recency 1–2, use 3' },
  },
  {
    value: 'dormant',
    label: { zh: '沉睡客户', en: 'dormant' },
    rule: { zh: '近度 1–2，往来 1–2', en: 'recency 1–2, use 1–2' },
  },
  {
    value: 'no-activity',
    label: { zh: '没有交易', en: 'no activity' },
    rule: { zh: '一年内没有交易，不打分', en: 'no transaction within a year, no scores' },
  },
]

export type LifeStage = 'new' | 'growing' | 'settled' | 'dormant' | 'leaving'

/** A rule of the life cycle: what it says, and what it rests on. */
export interface LifeRule {
  rule: string
  stage: LifeStage
  label: Text
  basis: Text
}

/** In the order in which they are asked: the first that holds is the customer's stage. */
export const LIFE_RULES = [
  {
    rule: 'closed',
    stage: 'leaving',
    label: { zh: '90 天内关闭了产品', en: 'closed a product within 90 days' },
    basis: {
      zh: '类型以 _closed 结尾的事件',
      en: 'events of a kind that ends in _closed',
    },
  },
  {
    rule: 'outflow',
    stage: 'leaving',
    label: {
      zh: '90 天内净转出三成以上的活期余额，且不少于 1,000 元',
      en: 'in 90 days at least 30 % of the balance left, and no less than 1,000',
    },
    basis: { zh: '活期余额；借记与贷记事件的金额', en: 'deposit balance; amounts of debits and credits' },
  },
  {
    rule: 'fewer',
    stage: 'leaving',
    label: {
      zh: '90 天内的交易不到自己此前平均的一半（此前至少 18 笔）',
      en: 'transactions of 90 days under half of their own average before (at least 18 before)',
    },
    basis: { zh: '一年内交易事件的笔数', en: 'number of transactions within a year' },
  },
  {
    rule: 'silent',
    stage: 'dormant',
    label: { zh: '180 天没有交易', en: 'no transaction for 180 days' },
    basis: {
      zh: '交易事件；没有时看最近交易日期',
      en: 'transactions; without any, the last transaction on record',
    },
  },
  {
    rule: 'opened',
    stage: 'new',
    label: { zh: '开户不到 180 天', en: 'account opened within 180 days' },
    basis: { zh: '开户日期', en: 'day the account was opened' },
  },
  {
    rule: 'inflow',
    stage: 'growing',
    label: {
      zh: '90 天内净转入三成以上的活期余额，且不少于 1,000 元',
      en: 'in 90 days the balance grew by at least 30 %, and no less than 1,000',
    },
    basis: { zh: '活期余额；借记与贷记事件的金额', en: 'deposit balance; amounts of debits and credits' },
  },
  {
    rule: 'more',
    stage: 'growing',
    label: {
      zh: '90 天内的交易比自己此前平均多一半以上（此前至少 6 笔）',
      en: 'transactions of 90 days half as many again as their own average before (at least 6 before)',
    },
    basis: { zh: '一年内交易事件的笔数', en: 'number of transactions within a year' },
  },
  {
    rule: 'steady',
    stage: 'settled',
    label: { zh: '180 天内有交易，以上都不符合', en: 'a transaction within 180 days, and none of the above' },
    basis: {
      zh: '交易事件；没有时看最近交易日期',
      en: 'transactions; without any, the last transaction on record',
    },
  },
] as const satisfies readonly LifeRule[]

/**
 * What makes a customer vulnerable (FCA FG21/1): each a fact of the bank's; where one is not known and none holds, it is
 * not known whether the customer is.
 */
export const VULNERABILITY_DRIVERS = [
  'vulnerability_health',
  'vulnerability_life_event',
  'vulnerability_resilience',
  'vulnerability_capability',
] as const
