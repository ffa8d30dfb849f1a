import type { Ring } from '../../../worker/contract/fleet.ts'
import type { PolicyFault } from '../../policy.ts'

const zh = {
  title: '浏览器',
  lead: '每个浏览器启动时、设置改变时和每天上报一次：只有名称和版本，没有设置的值，也没有客户的任何内容。',
  loading: '正在读取',
  counts: {
    title: '总数',
    browsers: '浏览器',
    seen: (days: number) => `${days} 天内见过`,
    unseen: (days: number) => `超过 ${days} 天没有见到`,
    problems: '设置有误',
    homeOffice: '居家客服',
  },
  versions: '各批次的版本',
  versionsNote: (days: number) => `只计 ${days} 天内见过的浏览器`,
  bar: (version: string, browsers: number, of: number) => `版本 ${version}：${browsers} / ${of}`,
  rings: { pilot: '试点', early: '先行', all: '全部' } satisfies Record<Ring, string>,
  empty: '还没有浏览器上报。',
  keys: '客户键密钥',
  noKey: '没有设置',
  browsers: (count: number) => `${count} 个`,
  look: '要处理的',
  nothing: '没有要处理的。',
  wrong: (label: string) => `“${label}”有误`,
  faults: {
    missing:
      '没有收到这一项，或类型不对而被浏览器丢弃。请在策略文件中补上，并在浏览器的 chrome://policy 页面核对。',
    type: '类型不对。请改正策略文件。',
    value: '值不可用。请改正策略文件。',
  } satisfies Record<PolicyFault, string>,
  should: (must: string) => `应为${must}。`,
  late: (days: number) => `超过 ${days} 天没有见到`,
  lateRemedy: '可能已停用，或设置错得无法上报。请在该机器上打开 Fineline 的设置页看一看。',
  dropped: '有内容因存得太久而删除',
  droppedRemedy: '这些浏览器长时间连不上决策服务。请核对网络，或延长“待发内容保留”的天数。',
  list: '全部浏览器',
  listNote: (shown: number, all: number) => `列出 ${all} 个中最需要看的 ${shown} 个`,
  columns: {
    agent: '坐席',
    team: '团队',
    version: '版本',
    playbook: '策略包',
    ring: '批次',
    key: '密钥编号',
    browser: '浏览器',
    seen: '最近一次',
    state: '状况',
  },
  fine: '正常',
  homeOffice: '居家',
}

const en: typeof zh = {
  title: 'Browsers',
  lead: 'Every browser reports at its start, when its settings change, and once a day: names and versions alone, no value of a setting and nothing of a customer.',
  loading: 'Reading',
  counts: {
    title: 'In all',
    browsers: 'Browsers',
    seen: (days) => `Seen within ${days} days`,
    unseen: (days) => `Not seen for ${days} days`,
    problems: 'Wrong settings',
    homeOffice: 'Home office',
  },
  versions: 'Versions by ring',
  versionsNote: (days) => `browsers seen within ${days} days`,
  bar: (version, browsers, of) => `Version ${version}: ${browsers} of ${of}`,
  rings: { pilot: 'Pilot', early: 'Early', all: 'All' },
  empty: 'No browser has reported yet.',
  keys: 'Customer key secrets',
  noKey: 'No settings',
  browsers: (count) => (count === 1 ? '1 browser' : `${count} browsers`),
  look: 'To see to',
  nothing: 'Nothing to see to.',
  wrong: (label) => `Wrong setting: ${label}`,
  faults: {
    missing:
      'It did not arrive, or was of the wrong kind and dropped by the browser. Add it to the policy file, and look at chrome://policy in the browser.',
    type: 'It is of the wrong kind. Correct the policy file.',
    value: 'Its value cannot be used. Correct the policy file.',
  },
  should: (must) => `It should be ${must}.`,
  late: (days) => `Not seen for ${days} days`,
  lateRemedy:
    'It may be out of use, or its settings so wrong that it cannot report. Open the settings page of Fineline on that machine.',
  dropped: 'Records kept too long and dropped',
  droppedRemedy:
    'These browsers could not reach the decision service for long. Look at the network, or keep unsent records for more days.',
  list: 'All browsers',
  listNote: (shown, all) => `the ${shown} of ${all} that need a look first`,
  columns: {
    agent: 'Agent',
    team: 'Team',
    version: 'Version',
    playbook: 'Playbook',
    ring: 'Ring',
    key: 'Key id',
    browser: 'Browser',
    seen: 'Last seen',
    state: 'State',
  },
  fine: 'Fine',
  homeOffice: 'Home office',
}

/** Words of the page of browsers. */
export const fleetTexts = { zh, en }
