import type { RecordClass } from '../../contract/records.ts'
import type { Text } from '../../contract/text.ts'
import { LONGEST_WINDOW } from '../../decision/caps.ts'

export interface ClassRule {
  label: Text
  /** Days, as all below. */
  standard: number
  least: number
  most: number
  citation: Text
}

const YEARS = (years: number) => Math.ceil(years * 365.25)
const LONGEST = YEARS(100)

const NO_LONGER: Text = {
  zh: '个人信息保护法第十九条：保存期限为实现处理目的所必要的最短时间。',
  en: 'PIPL Art. 19: no longer than the purpose needs.',
}

/**
 * How long each class is kept unless the bank says otherwise, and the bounds within which it may. The citations are to
 * be confirmed by the bank's own compliance officer, like those of the checks.
 */
export const CLASSES: Record<RecordClass, ClassRule> = {
  audit: {
    label: { zh: '审计记录', en: 'Audit chain' },
    ...{ standard: YEARS(10), least: YEARS(3), most: LONGEST },
    citation: {
      zh: '反洗钱法第三十四条：资料保存至少十年；个人信息保护法第五十六条：处理情况记录至少三年。',
      en: 'AML Law Art. 34: records for at least ten years; PIPL Art. 56: records of processing for at least three.',
    },
  },
  access: {
    label: { zh: '访问记录', en: 'Access log' },
    ...{ standard: YEARS(1), least: 183, most: LONGEST },
    citation: {
      zh: 'PCI DSS 10.5.1：日志十二个月；网络安全法：日志不少于六个月。',
      en: 'PCI DSS 10.5.1: logs for twelve months; Cybersecurity Law: logs for at least six.',
    },
  },
  outcomes: {
    label: { zh: '坐席处理结果', en: 'Outcomes of tips and checks' },
    ...{ standard: YEARS(5), least: LONGEST_WINDOW + 1, most: LONGEST },
    citation: {
      zh: '美国 FTC TSR：记录五年；欧盟 2017/565 第七十六条：五年。频次上限要用到最近一年的记录。',
      en: 'FTC TSR: records for five years; EU 2017/565 Art. 76: five years. Caps count the last year.',
    },
  },
  conversions: {
    label: { zh: '办理结果', en: 'Conversions' },
    ...{ standard: YEARS(5), least: 31, most: LONGEST },
    citation: { zh: '与坐席处理结果相同。', en: 'As outcomes, with which they are compared.' },
  },
  'old-loads': {
    label: { zh: '已被替换的客户数据', en: 'Loads of customers no longer in use' },
    ...{ standard: 7, least: 1, most: 90 },
    citation: NO_LONGER,
  },
  history: {
    label: { zh: '客户资料的变化', en: 'What facts of customers were before' },
    ...{ standard: YEARS(1), least: 31, most: LONGEST },
    citation: NO_LONGER,
  },
  batches: {
    label: { zh: '已收下的数据批次', en: 'Batches of data that were taken' },
    ...{ standard: 90, least: 14, most: YEARS(3) },
    citation: {
      zh: '不含个人信息；期限内重发同一批次，得到同样的答复。',
      en: 'No personal data; within this time a batch that is sent again gets the same answer.',
    },
  },
  changes: {
    label: { zh: '已结束的策略变更', en: 'Changes that are closed' },
    ...{ standard: YEARS(10), least: YEARS(3), most: LONGEST },
    citation: { zh: '与审计记录相同。', en: 'As the audit chain, whose digests are of them.' },
  },
  'step-counts': {
    label: { zh: '页面读取统计', en: 'Counts of how pages were read' },
    ...{ standard: 90, least: 1, most: 90 },
    citation: { zh: '不含个人信息，仅供维护适配器。', en: 'No personal data; they serve to mend adapters.' },
  },
  'script-runs': {
    label: { zh: '话术步骤用时', en: 'How long steps of scripts took' },
    ...{ standard: YEARS(2), least: 31, most: YEARS(5) },
    citation: NO_LONGER,
  },
  fleet: {
    label: { zh: '浏览器状态', en: 'States of browsers' },
    ...{ standard: 90, least: 7, most: YEARS(1) },
    citation: NO_LONGER,
  },
  objections: {
    label: { zh: '已撤回的拒绝', en: 'Refusals of targeted tips that were taken back' },
    ...{ standard: YEARS(3), least: YEARS(3), most: LONGEST },
    citation: {
      zh: '个人信息保护法第二十四、五十六条：记录至少三年；仍有效的拒绝不删除。',
      en: 'PIPL Arts. 24 and 56: records for at least three years; a refusal that stands is never deleted.',
    },
  },
  holds: {
    label: { zh: '已解除的法律保全', en: 'Legal holds that were released' },
    ...{ standard: YEARS(10), least: YEARS(3), most: LONGEST },
    citation: { zh: '与审计记录相同。', en: 'As the audit chain.' },
  },
  erasures: {
    label: { zh: '删除请求记录', en: 'Records of erasures' },
    ...{ standard: YEARS(3), least: YEARS(3), most: LONGEST },
    citation: {
      zh: '个人信息保护法第五十六条：处理情况记录至少三年。',
      en: 'PIPL Art. 56: records of processing for at least three years.',
    },
  },
}
