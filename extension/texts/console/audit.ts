const zh = {
  lead: '每一条都连着上一条的指纹：删改任何一条，后面的就对不上。',
  at: '时间',
  actor: '谁',
  action: '做了什么',
  subject: '对什么',
  detail: '详情',
  hash: '指纹',
  edge: '系统',
  more: '再看更早的',
  none: '还没有记录。',
  number: '序号',
}

const en: typeof zh = {
  lead: 'Every entry carries the fingerprint of the one before: change or take out one, and those after it no longer fit.',
  at: 'When',
  actor: 'Who',
  action: 'What',
  subject: 'To what',
  detail: 'Detail',
  hash: 'Fingerprint',
  edge: 'the system',
  more: 'Show older ones',
  none: 'Nothing is recorded yet.',
  number: 'Number',
}

/** Words of the audit. */
export const auditTexts = { zh, en }
