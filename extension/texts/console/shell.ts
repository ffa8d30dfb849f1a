import type { Role } from '../../../worker/contract/context.ts'

const zh = {
  name: '控制台',
  menu: '菜单',
  skip: '跳到正文',
  groups: { content: '内容', watch: '看与管', settings: '设置' },
  inForce: (version: number) => `策略包 ${version} 生效中`,
  since: (when: string) => `${when} 起`,
  agents: (online: number, current: number, version: number) =>
    `${online} 位坐席在线，${current} 位已是 ${version}`,
  agentsUnknown: '坐席在线情况暂时看不到',
  search: '查找提示、检查、话术',
  searchKey: '按 / 键查找',
  found: (count: number) => (count ? `找到 ${count} 项` : '没有找到'),
  language: 'English',
  signIn: '登录',
  signOut: '退出登录',
  retry: '再试一次',
  loading: '正在取策略包',
  stale: (when: string) => `服务连不上；下面是 ${when} 取到的内容，修改先存在这个浏览器里。`,
  offline: '网络断了；看到的可能不是最新，修改先存在这个浏览器里。',
  roles: {
    agent: '坐席',
    supervisor: '经办',
    approver: '复核',
    admin: '管理员',
    auditor: '审计',
    service: '系统接口',
  } satisfies Record<Role, string>,
  or: '、',
  noRole: '没有岗位',
  forbidden: {
    title: (page: string) => `这个账号不能看${page}`,
    detail: (roles: string) => `${roles}可以看。需要时，请管理员在登录服务里加上岗位。`,
  },
  nothing: {
    title: '这个账号没有控制台的页面',
    detail: '控制台给经办、复核、管理员和审计用。需要时，请管理员在登录服务里加上岗位。',
  },
  notFound: { title: '没有这一页', detail: '地址可能写错了，请从左边的菜单选。' },
  doubts: {
    unreachable: {
      title: '连不上决策服务',
      detail: '现在取不到策略包。坐席的浏览器照常用各自已有的策略包。',
    },
    'signed-out': { title: '还没有登录', detail: '登录后才能看和写策略包。' },
    refused: { title: '决策服务没有答应', detail: '请再试；还是这样，就把发生的时间告诉管理员。' },
    'no-policy': {
      title: '还没有管理员的设置',
      detail: '设置在浏览器启动后几秒内到；没有到，请告诉管理员。',
    },
    'no-answer': { title: 'Fineline 没有回应', detail: '请重新载入本页；还是这样，就重启浏览器。' },
    problem: { title: '决策服务没有答应', detail: '请再试；还是这样，就把发生的时间告诉管理员。' },
  },
}

const en: typeof zh = {
  name: 'Console',
  menu: 'Menu',
  skip: 'Skip to content',
  groups: { content: 'Content', watch: 'Watch and manage', settings: 'Settings' },
  inForce: (version) => `Playbook ${version} in force`,
  since: (when) => `since ${when}`,
  agents: (online, current, version) => `${online} agents online, ${current} on ${version}`,
  agentsUnknown: 'Agents online cannot be seen now',
  search: 'Find tips, checks, scripts',
  searchKey: 'Press / to search',
  found: (count) => (count ? `${count} found` : 'Nothing found'),
  language: '中文',
  signIn: 'Sign in',
  signOut: 'Sign out',
  retry: 'Try again',
  loading: 'Fetching the playbook',
  stale: (when) =>
    `The service cannot be reached. This was fetched at ${when}; what you change is kept in this browser.`,
  offline: 'No network. This may not be the latest; what you change is kept in this browser.',
  roles: {
    agent: 'Agent',
    supervisor: 'Maker',
    approver: 'Approver',
    admin: 'Admin',
    auditor: 'Auditor',
    service: 'Service',
  },
  or: ', ',
  noRole: 'No role',
  forbidden: {
    title: (page) => `This account may not see: ${page}`,
    detail: (roles) =>
      `For: ${roles}. If you need it, ask an administrator to add the role at the sign-in service.`,
  },
  nothing: {
    title: 'This account has no page in the console',
    detail:
      'The console is for makers, approvers, admins and auditors. If you need it, ask an administrator to add the role at the sign-in service.',
  },
  notFound: {
    title: 'There is no such page',
    detail: 'The address may be wrong; choose from the menu at the left.',
  },
  doubts: {
    unreachable: {
      title: 'The decision service cannot be reached',
      detail: 'The playbook cannot be had now. Browsers of agents go on with the one they have.',
    },
    'signed-out': { title: 'Not signed in', detail: 'Sign in to read and write the playbook.' },
    refused: {
      title: 'The decision service refused',
      detail: 'Try again; if it stays so, tell your administrator when it happened.',
    },
    'no-policy': {
      title: 'No settings from your administrator yet',
      detail: "They arrive within seconds of the browser's start; if they do not, tell your administrator.",
    },
    'no-answer': {
      title: 'Fineline does not answer',
      detail: 'Reload the page; if it stays so, restart the browser.',
    },
    problem: {
      title: 'The decision service refused',
      detail: 'Try again; if it stays so, tell your administrator when it happened.',
    },
  },
}

/** Words of the console's frame. */
export const shellTexts = { zh, en }
