const zh = {
  missing: '还没有填',
  type: '填的不是这里要的类型',
  atLeast: (count: string) => `至少 ${count}`,
  atMost: (count: string) => `至多 ${count}`,
  value: '不能是这个值',
  own: {
    'value is not of its type': '值和类型对不上',
    'not a valid regular expression (flag u)': '不是正确的正则表达式（u 模式）',
    'needs "css" or "label"': '要写 "css" 或 "label"',
    '"from": "attribute" needs "attribute"': '"from" 是 "attribute" 时要写 "attribute"',
    'needs "press", "form" or "sends": nothing would be guarded':
      '要写 "press"、"form" 或 "sends"，否则什么也拦不住',
    'needs "url", "top", "frame", "present" or "absent": a screen that fits every page reads customers where there are none':
      '要写 "url"、"top"、"frame"、"present" 或 "absent"：对每个页面都成立的屏幕会在没有客户的地方读客户',
    'needs a pattern of that kind under "identifiers" of the adapter':
      '适配器的 "identifiers" 里要写这种号码的 "pattern"',
  } as Record<string, string>,
  unknown: (names: string) => `不认识的内容：${names}`,
  list: '、',
  formats: {
    regex: '写法不对；编号用小写字母开头，只含小写字母、数字、“-”和“_”',
    date: '要写成 2026-11-24 这样的日期',
    url: '要写成 https:// 开头的网址',
  } as Record<string, string>,
  title: (count: number) => `还有 ${count} 处要改，改好才能提交`,
  missingStill: (count: number) => `还有 ${count} 处没填好，填好就能提交`,
  notYet: (count: number) => `还不能提交：还有 ${count} 处要改，光标已到第一处`,
  condition: '条件有问题，见条件下面的说明',
}

const en: typeof zh = {
  missing: 'Not filled in yet',
  type: 'Not of the kind that belongs here',
  atLeast: (count) => `At least ${count}`,
  atMost: (count) => `At most ${count}`,
  value: 'Cannot be this value',
  own: {
    'value is not of its type': 'The value is not of its type',
    'not a valid regular expression (flag u)': 'Not a valid regular expression (flag u)',
    'needs "css" or "label"': 'Needs "css" or "label"',
    '"from": "attribute" needs "attribute"': '"from": "attribute" needs "attribute"',
    'needs "press", "form" or "sends": nothing would be guarded':
      'Needs "press", "form" or "sends": nothing would be guarded',
    'needs "url", "top", "frame", "present" or "absent": a screen that fits every page reads customers where there are none':
      'Needs "url", "top", "frame", "present" or "absent": a screen that fits every page reads customers where there are none',
    'needs a pattern of that kind under "identifiers" of the adapter':
      'Needs a pattern of that kind under "identifiers" of the adapter',
  },
  unknown: (names) => `Not known here: ${names}`,
  list: ', ',
  formats: {
    regex:
      'Written differently than needed: ids begin with a small letter and hold letters, digits, “-” and “_”',
    date: 'Must be a day such as 2026-11-24',
    url: 'Must be an address that begins with https://',
  },
  title: (count) =>
    count === 1 ? 'One thing to mend before submitting' : `${count} things to mend before submitting`,
  missingStill: (count) =>
    count === 1
      ? 'One thing is still to fill in before submitting'
      : `${count} things are still to fill in before submitting`,
  notYet: (count) =>
    count === 1
      ? 'It cannot be submitted yet: one thing is to mend, and the cursor is there'
      : `It cannot be submitted yet: ${count} things are to mend, and the cursor is at the first`,
  condition: 'The condition is at fault: see below it',
}

/** What is wrong with what was written. */
export const issueTexts = { zh, en }
