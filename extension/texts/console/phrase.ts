type Words = (label: string, words: string) => string

interface DayWords {
  sign(label: string, sign: string, count: string): string
  within(label: string, count: string): string
  between(label: string, low: string, high: string): string
}

const zhUnits: Record<string, string> = { years: ' 岁', days: ' 天', count: '', minor: '' }

const zh = {
  quote: (text: string) => `“${text}”`,
  or: '或',
  and: '、',
  andLast: '且',
  not: '不是',
  open: '（',
  close: '）',
  unit: (value: string, unit: string) => `${value}${zhUnits[unit] ?? ''}`,
  notSegment: (label: string) => `不是${label}`,
  is: (label: string, words: string) => `${label}为${words}`,
  isNot: (label: string, words: string) => `${label}不为${words}`,
  operators: {
    in: (label, words) => `${label}为${words}`,
    notIn: (label, words) => `${label}不为${words}`,
    true: (label) => `${label}：是`,
    false: (label) => `${label}：否`,
    known: (label) => `${label}有记录`,
    unknown: (label) => `${label}没有记录`,
    contains: (label, words) => `${label}包含${words}`,
    beginsWith: (label, words) => `${label}以${words}开头`,
    endsWith: (label, words) => `${label}以${words}结尾`,
    done: (_, words) => `已做${words}`,
    notDone: (_, words) => `还没做${words}`,
  } as Record<string, Words>,
  ahead: {
    sign: (label, sign, count) => `${label}还有 ${sign} ${count} 天`,
    within: (label, count) => `${label}在 ${count} 天内`,
    between: (label, low, high) => `${label}还有 ${low} 至 ${high} 天`,
  } as DayWords,
  ago: {
    sign: (label, sign, count) => `${label}已过 ${sign} ${count} 天`,
    within: (label, count) => `${label}在过去 ${count} 天内`,
    between: (label, low, high) => `${label}已过 ${low} 至 ${high} 天`,
  } as DayWords,
  months: {
    sign: (label, sign, count) => `${label}已满 ${sign} ${count} 个月`,
    within: (label, count) => `${label}在过去 ${count} 个月内`,
    between: (label, low, high) => `${label}已满 ${low} 至 ${high} 个月`,
  } as DayWords,
}

const enUnits: Record<string, string> = { years: ' years', days: ' days', count: '', minor: '' }

const en: typeof zh = {
  quote: (text) => `“${text}”`,
  or: ' or ',
  and: ', ',
  andLast: ' and ',
  not: 'not ',
  open: '(',
  close: ')',
  unit: (value, unit) => `${value}${enUnits[unit] ?? ''}`,
  notSegment: (label) => `not ${label}`,
  is: (label, words) => `${label} is ${words}`,
  isNot: (label, words) => `${label} is not ${words}`,
  operators: {
    in: (label, words) => `${label} is ${words}`,
    notIn: (label, words) => `${label} is not ${words}`,
    true: (label) => `${label}: yes`,
    false: (label) => `${label}: no`,
    known: (label) => `${label} is recorded`,
    unknown: (label) => `${label} is not recorded`,
    contains: (label, words) => `${label} contains ${words}`,
    beginsWith: (label, words) => `${label} begins with ${words}`,
    endsWith: (label, words) => `${label} ends with ${words}`,
    done: (_, words) => `done: ${words}`,
    notDone: (_, words) => `not done yet: ${words}`,
  },
  ahead: {
    sign: (label, sign, count) => `${label}: ${sign} ${count} days ahead`,
    within: (label, count) => `${label} within ${count} days`,
    between: (label, low, high) => `${label}: ${low} to ${high} days ahead`,
  },
  ago: {
    sign: (label, sign, count) => `${label}: ${sign} ${count} days ago`,
    within: (label, count) => `${label} in the last ${count} days`,
    between: (label, low, high) => `${label}: ${low} to ${high} days ago`,
  },
  months: {
    sign: (label, sign, count) => `${label}: ${sign} ${count} months ago`,
    within: (label, count) => `${label} in the last ${count} months`,
    between: (label, low, high) => `${label}: ${low} to ${high} months ago`,
  },
}

/** Words in which conditions are said. */
export const phraseTexts = { zh, en }
