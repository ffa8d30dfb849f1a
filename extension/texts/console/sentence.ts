const zh = {
  title: '规则',
  marked: '黄底是和生效版本不同的地方',
  unread: '条件还读不懂，规则暂时说不成一句话。',
  for: '对',
  everybody: '所有客户',
  customers: '的客户',
  if: '，若',
  comma: '，',
  in: '在',
  show: '时提示；每人',
  showAlways: '提示；每人',
  each: '',
  or: '或',
  verdict: '，结果为',
  belong: '归入',
  end: '。',
  cap: (max: number, days: number) => `${days} 天至多 ${max} 次`,
  channels: { phone: '电话', chat: '在线聊天', video: '视频', counter: '柜面', visit: '上门' } as Record<
    string,
    string
  >,
  on: { customer: '打开客户时检查', action: '办理前检查', remark: '写备注时检查' } as Record<string, string>,
  verdicts: { remind: '提醒', warn: '警示', block: '停止' } as Record<string, string>,
}

const en: typeof zh = {
  title: 'Rule',
  marked: 'Yellow: different from the live version',
  unread: 'The condition cannot be read yet, so the rule cannot be said as a sentence.',
  for: 'For ',
  everybody: 'all customers',
  customers: ' customers',
  if: ', if ',
  comma: ', ',
  in: 'shown in a contact by ',
  show: '; to each at most ',
  showAlways: 'shown; to each at most ',
  each: '',
  or: ' or ',
  verdict: '; the verdict is ',
  belong: 'in the segment ',
  end: '.',
  cap: (max, days) => `${max === 1 ? 'once' : `${max} times`} in ${days === 1 ? 'a day' : `${days} days`}`,
  channels: { phone: 'phone', chat: 'chat', video: 'video', counter: 'counter', visit: 'visit' },
  on: {
    customer: 'checked on opening the customer',
    action: 'checked before the action',
    remark: 'checked while the remark is written',
  },
  verdicts: { remind: 'remind', warn: 'warn', block: 'block' },
}

/** Words around the phrases of a rule. */
export const sentenceTexts = { zh, en }
