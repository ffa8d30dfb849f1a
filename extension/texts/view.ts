import type { IdentifierKind } from '../../worker/contract/identity.ts'
import type { ViewWords } from '../customer-view.ts'
import type { ViewDoubt } from '../messages.ts'

interface Doubt {
  title: string
  detail: string
}

/** What a fold does with what it folds, for a sentence. */
interface FoldWords {
  count: (what: string) => string
  sum: (of: string, what: string) => string
  min: (of: string, what: string) => string
  max: (of: string, what: string) => string
  first: (of: string, what: string) => string
  last: (of: string, what: string) => string
  since: (what: string) => string
}

/** In the middle of a sentence; what is written in capitals, such as ATM, stays so. */
export const inSentence = (text: string): string =>
  /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)

/** At the beginning of a line. */
export const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const figure = (count: number) => count.toLocaleString('en-US')
/** All is said of all alone. */
const percent = (share: number) => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100}%`
const plural = (count: number, one: string, many = `${one}s`) =>
  `${figure(count)} ${count === 1 ? one : many}`

const zh = {
  matter: {
    title: (matter: string, about: string) => `未结${matter}${about && `：${about}`}`,
    left: (days: number) => (days ? `剩 ${days} 天` : '今天到期'),
    over: (days: number) => `已超 ${days} 天`,
    from: (date: string) => `${date} 受理`,
    due: (days: number, date: string) => `${days} 天期限 ${date}`,
    later: (label: string, days: number, date: string) => `${label} ${days} 天至 ${date}`,
    silent: (date: string) => `${date} 之后没有收到新的往来，可能已办结，先核实`,
  },

  event: {
    today: '今天',
    sentence: (kind: string, told: string) => `${kind}：${told}`,
    doubt: '可能是另一位客户的，先核实',
    at: '时间',
    channel: '渠道',
    amount: '金额',
    seconds: (seconds: number) =>
      seconds < 60
        ? `${seconds} 秒`
        : `${Math.floor(seconds / 60)} 分${seconds % 60 ? ` ${seconds % 60} 秒` : '钟'}`,
  },

  changes: {
    since: (when: string) => `自上次联系（${when}）以来`,
    ever: '没有联系记录，以下为全部变化',
    less: (label: string, amount: string) => `${label}少${/^\d/.test(amount) ? ' ' : ''}${amount}`,
    moreOf: (label: string, amount: string) => `${label}多${/^\d/.test(amount) ? ' ' : ''}${amount}`,
    turned: (label: string, before: string, after: string) => `${label}：${before} → ${after}`,
    before: '原来',
    after: '现在',
    gained: (names: string) => `新增 ${names}`,
    lost: (names: string) => `不再持有 ${names}`,
    same: (all: string) => `没变：${all}`,
    nothing: '没有变化。',
    cut: '变化太多，更早的没有列出。',
    /** An attribute and its value. */
    is: (label: string, value: string) => `${label}（${value}）`,
    more: (count: number) => `另有 ${count} 项变化`,
    from: (when: string, source: string) => `${when}起，来自 ${source}`,
  },

  split: (date: string) =>
    `银行于 ${date} 把这位客户与另一位分开。带“?”的往来在那之前，可能是另一位的，先核实再说。`,

  consentsAsOf: (date: string) => `以 ${date} 为准`,
  consentsFrom: (first: string, last: string) => `以 ${first} 至 ${last} 为准`,

  origin: {
    from: (channel: string, source: string, when: string) => `${channel}（来源 ${source}），${when}`,
    bank: '银行系统',
    given: '由银行系统直接给出',
    synthetic: '由固定种子生成，不是真实数据',
    model: '由数据客群模型推算，可能不准',
    stale: '旧，未采用',
    folded: (rule: string) => `由往来算出：${rule}`,
    within: (days: number) => `近 ${days} 天`,
    by: (channels: string) => `经${channels}的`,
    which: (what: string, by: string, open: boolean) => `${by}${open ? '未结的' : ''}${what}`,
    anything: '往来',
    of: { amount: '金额', at: '时间', channel: '渠道', kind: '类别' } as Record<string, string>,
    op: {
      count: (what) => `${what}的次数`,
      sum: (of, what) => `${what}的${of}合计`,
      min: (of, what) => `${what}中最小的${of}`,
      max: (of, what) => `${what}中最大的${of}`,
      first: (of, what) => `最早一次${what}的${of}`,
      last: (of, what) => `最近一次${what}的${of}`,
      since: (what) => `距最近一次${what}的天数`,
    } satisfies FoldWords as FoldWords,
  },

  activity: {
    channels: (channel: string, share: number, count: number, of: number) =>
      `往来以${channel}最多：${percent(share)}（${figure(count)} / ${figure(of)} 次）`,
    months: (count: number, most: string, times: number) =>
      `近 12 个月往来 ${figure(count)} 次，${most}最多（${figure(times)} 次）`,
    noMonths: '近 12 个月没有往来',
    month: (month: number) => `${month} 月`,
    headChannel: '渠道',
    headMonth: '月份',
    headCount: '次数',
  },

  links: {
    kinds: {
      account: (count) => `${count} 个账户`,
      card: (count) => `${count} 张卡`,
      phone: (count) => `${count} 个电话号码`,
      channel: (count) => `${count} 个线上账号`,
      company: (count) => `${count} 家公司`,
    } satisfies Record<IdentifierKind, (count: number) => string> as Record<
      IdentifierKind,
      (count: number) => string
    >,
    joint: (count: number) => `${count} 个联名`,
    authorised: (count: number) => `${count} 个代理`,
    contact: (count: number) => `${count} 个联系人`,
    uncertain: (count: number) => `${count} 个不确定，先核实再用`,
    none: '没有登记账号、卡或电话。',
    aside: (all: string) => `（其中 ${all}）`,
    and: '，',
    but: '；',
  },

  doubts: {
    forbidden: {
      title: '你的岗位看不到客户的往来',
      detail: '检查、提示和话术照常。若工作需要，请找主管。',
    },
    'unknown-customer': {
      title: '没有这位客户的往来',
      detail: '银行数据里没有这个客户键。检查和提示按已知的资料给出。',
    },
    moved: {
      title: '这位客户已并入另一位客户',
      detail: '旧客户号下不再显示往来。请在 CRM 里重新打开这位客户。',
    },
    'signed-out': { title: '没有取到往来：还没有登录', detail: '登录后再取一次。' },
    busy: { title: '没有取到往来：决策服务正忙', detail: '过一会儿再取。检查和提示照常。' },
    unreachable: {
      title: '没有取到往来：连不上决策服务',
      detail: '网络恢复后再取一次。上面的检查和提示是断开前得到的。',
    },
    refused: { title: '没有取到往来：决策服务的回答不能用', detail: '再取一次；仍不行，请告诉科技部门。' },
  } satisfies Record<ViewDoubt, Doubt> as Record<ViewDoubt, Doubt>,
  missing: '其他未结事项、往来频次、其他资料和关联也没有。',

  words: {
    waiting: '正在取往来',
    holdings: '持有产品',
    timeline: '往来',
    allChannels: '全部渠道',
    channel: '渠道',
    kind: '类别',
    allKinds: '全部类别',
    contacts: '联系',
    noEvents: '还没有往来。',
    noneOfThose: '没有符合的往来。',
    more: '取更早的',
    again: '再取一次',
    changes: '变化',
    facts: '其他资料',
    activity: '往来频次',
    table: '看数字',
    others: '其余渠道',
    links: '关联',
    loadingEvents: '正在取更早的往来',
    shown: '已显示 {shown} 条',
    shownOf: '已显示 {shown} 条，共 {of} 条',
    origin: '来源',
  } satisfies ViewWords,
}

const en: typeof zh = {
  matter: {
    title: (matter, about) => `Open ${inSentence(matter)}${about && `: ${about}`}`,
    left: (days) => (days ? `${plural(days, 'day')} left` : 'due today'),
    over: (days) => `${plural(days, 'day')} over`,
    from: (date) => `Received ${date}`,
    due: (days, date) => `${days}-day limit ${date}`,
    later: (label, days, date) => `${label}: ${plural(days, 'day')}, ${date}`,
    silent: (date) => `nothing has come in since ${date}, so it may be closed: confirm first`,
  },

  event: {
    today: 'today',
    sentence: (kind, told) => `${kind}: ${told}`,
    doubt: 'may be another customer’s: confirm first',
    at: 'When',
    channel: 'Channel',
    amount: 'Amount',
    seconds: (seconds) =>
      seconds < 60
        ? `${seconds} s`
        : `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`,
  },

  changes: {
    since: (when) => `Since the last contact (${when})`,
    ever: 'No contact is recorded; all changes',
    less: (label, amount) => `${label} down by ${amount}`,
    moreOf: (label, amount) => `${label} up by ${amount}`,
    turned: (label, before, after) => `${label}: ${before} → ${after}`,
    before: 'Before',
    after: 'Now',
    gained: (names) => `new: ${names}`,
    lost: (names) => `no longer held: ${names}`,
    same: (all) => `Unchanged: ${all}`,
    nothing: 'Nothing has changed.',
    cut: 'Too many changes: earlier ones are not listed.',
    is: (label, value) => `${label} (${value})`,
    more: (count) => `${plural(count, 'more change')}`,
    from: (when, source) => `since ${when}, from ${source}`,
  },

  split: (date) =>
    `The bank told this customer from another on ${date}. Dealings with “?” are from before and may be the other’s: confirm first.`,

  consentsAsOf: (date) => `as of ${date}`,
  consentsFrom: (first, last) => `as of ${first} to ${last}`,

  origin: {
    from: (channel, source, when) => `${channel} (source ${source}), ${when}`,
    bank: 'Bank system',
    given: 'Given by the bank’s system as it is',
    synthetic: 'Made from a fixed seed, not real data',
    model: 'Worked out by a model of segments from data, may be wrong',
    stale: 'old, not used',
    folded: (rule) => `Made from dealings: ${rule}`,
    within: (days) => `within ${days} days, `,
    by: (channels) => ` by ${channels}`,
    which: (what, by, open) => `${what}${open ? ' not closed' : ''}${by}`,
    anything: 'dealings',
    of: { amount: 'amount', at: 'time', channel: 'channel', kind: 'kind' },
    op: {
      count: (what) => `count of ${what}`,
      sum: (of, what) => `sum of the ${of} over ${what}`,
      min: (of, what) => `smallest ${of} over ${what}`,
      max: (of, what) => `largest ${of} over ${what}`,
      first: (of, what) => `${of} of the earliest ${what}`,
      last: (of, what) => `${of} of the latest ${what}`,
      since: (what) => `days since the latest ${what}`,
    },
  },

  activity: {
    channels: (channel, share, count, of) =>
      `Most dealings by ${channel}: ${percent(share)} (${figure(count)} of ${figure(of)})`,
    months: (count, most, times) =>
      `${plural(count, 'dealing')} in 12 months, most in ${most} (${figure(times)})`,
    noMonths: 'No dealings in 12 months',
    month: (month) =>
      new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1)),
    headChannel: 'Channel',
    headMonth: 'Month',
    headCount: 'Dealings',
  },

  links: {
    kinds: {
      account: (count) => plural(count, 'account'),
      card: (count) => plural(count, 'card'),
      phone: (count) => plural(count, 'phone number'),
      channel: (count) => plural(count, 'online account'),
      company: (count) => plural(count, 'company', 'companies'),
    },
    joint: (count) => `${count} joint`,
    authorised: (count) => `${count} as attorney`,
    contact: (count) => `${count} as contact`,
    uncertain: (count) => `${count} uncertain: confirm before use`,
    none: 'No account, card or phone is recorded.',
    aside: (all) => ` (${all})`,
    and: ', ',
    but: '; ',
  },

  doubts: {
    forbidden: {
      title: 'Your role may not see this customer’s dealings',
      detail: 'Checks, tips and scripts work as usual. If your work needs it, ask your supervisor.',
    },
    'unknown-customer': {
      title: 'There are no dealings of this customer',
      detail: 'The bank’s data has nothing under this customer key. Checks and tips rest on what is known.',
    },
    moved: {
      title: 'This customer was made one with another',
      detail: 'Nothing is shown under the old number. Open the customer in the CRM again.',
    },
    'signed-out': {
      title: 'Dealings were not fetched: you are not signed in',
      detail: 'Sign in, then ask again.',
    },
    busy: {
      title: 'Dealings were not fetched: the decision service is busy',
      detail: 'Ask again in a while. Checks and tips work as usual.',
    },
    unreachable: {
      title: 'Dealings were not fetched: the decision service cannot be reached',
      detail: 'Ask again once the network is back. Checks and tips above are from before.',
    },
    refused: {
      title: 'Dealings were not fetched: the decision service’s answer cannot be used',
      detail: 'Ask again; if it stays so, tell IT.',
    },
  },
  missing: 'Other open matters, activity, other facts and linked numbers are missing too.',

  words: {
    waiting: 'Asking for dealings',
    holdings: 'Holdings',
    timeline: 'Dealings',
    allChannels: 'All channels',
    channel: 'Channel',
    kind: 'Kind',
    allKinds: 'All kinds',
    contacts: 'Contacts',
    noEvents: 'No dealings yet.',
    noneOfThose: 'No such dealings.',
    more: 'Get earlier ones',
    again: 'Ask again',
    changes: 'Changes',
    facts: 'Other facts',
    activity: 'Activity',
    table: 'Show figures',
    others: 'Other channels',
    links: 'Linked',
    loadingEvents: 'Asking for earlier dealings',
    shown: '{shown} shown',
    shownOf: '{shown} of {of} shown',
    origin: 'Origin',
  },
}

/** The view of the customer. */
export const viewTexts = { zh, en }
