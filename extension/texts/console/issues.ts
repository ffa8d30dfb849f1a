const zh = {
  missing: '还没有填',
  type: '填的不是这里要的类型',
  atLeast: (count: string) => `至少 ${count}`,
  atMost: (count: string) => `至多 ${count}`,
  value: '不能是这个值',
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
