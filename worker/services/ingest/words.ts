import type { RowProblemCode } from '../../contract/ingest.ts'
import type { Text } from '../../contract/text.ts'

interface Words {
  problem: Text
  remedy: Text
}

const RESEND: Text = {
  zh: '请在源系统更正后，以新的批次编号重发这一行；其余行不受影响。',
  en: 'Correct it at its source and send this row again in another batch; the other rows stand.',
}

/** What is wrong with a row that was not taken, and what to do about it. */
export const WORDS: Record<RowProblemCode, Words> = {
  'not-json': { problem: { zh: '这一行不是有效的 JSON', en: 'the line is not valid JSON' }, remedy: RESEND },
  'not-an-object': {
    problem: { zh: '这一行不是一个 JSON 对象', en: 'the line is not one JSON object' },
    remedy: {
      zh: '每行写一个对象，不要用数组包起来。',
      en: 'Write one object a line, and no array around them.',
    },
  },
  'too-long': {
    problem: { zh: '这一行超过 64 KB', en: 'the line is longer than 64 KB' },
    remedy: {
      zh: '请检查换行符是否丢失；一位客户的事实过多时分几行发送。',
      en: 'See whether line ends were lost; spread the facts of one customer over several lines.',
    },
  },
  'not-utf-8': {
    problem: { zh: '这一行不是 UTF-8 编码', en: 'the line is not UTF-8' },
    remedy: { zh: '请以 UTF-8 导出后重发这一行。', en: 'Export in UTF-8 and send this row again.' },
  },
  'bad-member': {
    problem: { zh: '这一栏缺失，或不符合约定', en: 'the member is missing or does not fit the contract' },
    remedy: {
      zh: '字段见 /openapi.json；更正后以新的批次编号重发这一行。',
      en: '/openapi.json has the members; correct it and send this row again in another batch.',
    },
  },
  'bad-fact': {
    problem: {
      zh: '值不是目录中这一属性的类型',
      en: 'the value is not of the type that the catalogue gives the attribute',
    },
    remedy: RESEND,
  },
  identifying: {
    problem: {
      zh: '含有十一位以上的号码，可能识别客户',
      en: 'it holds a number of eleven digits or more, which may identify somebody',
    },
    remedy: {
      zh: '证件号、手机号、账号和卡号不得发送：请去掉。流水号、投诉编号等业务编号请改发散列值，或截短到十位以内；更正后重发这一行。',
      en: 'Numbers of persons, phones, accounts and cards must stay in the bank: take it out. Hash numbers of cases and bookings, or shorten them to ten digits; then send this row again.',
    },
  },
  circle: {
    problem: {
      zh: '与已有的合并记录首尾相接成环',
      en: 'with the merges known already it goes round in a circle',
    },
    remedy: {
      zh: '请在源系统查明哪一位客户是最后保留的。',
      en: 'Find out at the source which of the customers goes on.',
    },
  },
  'merged-already': {
    problem: {
      zh: '这位客户已与另一位合并',
      en: 'the customer was merged into another one already',
    },
    remedy: {
      zh: '先前的合并仍然有效。请在源系统查明哪一条正确；如先前的有误，见 docs/ingest.md “Rows”一节关于 moves 的说明。',
      en: 'The merge before stands. Find out at the source which is right; if that one was wrong, see what docs/ingest.md says of moves.',
    },
  },
  future: {
    problem: {
      zh: '时间在收到这一行之后',
      en: 'it is of later than the moment at which the row came in',
    },
    remedy: {
      zh: '请核对发送方的时钟，以及时区是否写对：北京时间末尾是 +08:00，Z 表示 UTC；更正后以新的批次编号重发这一行。',
      en: 'Check the clock, and the zone: Z says UTC, Beijing time ends in +08:00. Send the row again in another batch.',
    },
  },
}
