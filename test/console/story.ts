import type { AuditEntry } from '../../worker/contract/audit.ts'
import type { Change, ChangeHistory, ChangeStep, PlaybookVersion } from '../../worker/contract/change.ts'
import type { Me, Role } from '../../worker/contract/context.ts'
import type { Item, ItemKind } from '../../worker/contract/item.ts'
import type { PushReport } from '../../worker/contract/live.ts'
import type { Language } from '../../worker/contract/text.ts'
import { itemOf } from '../../worker/decision/items.ts'
import { CLASSES } from '../../worker/services/retention/classes.ts'
import { adapters, drifted, today } from '../panel/health-story.ts'
import { numbered, playbook } from '../panel/story.ts'
import { figures } from './figures-story.ts'
import { segmentations } from './segments-story.ts'

export const at = (time: string): string => `2026-11-23T${time}:00.000Z`
const uuid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** The playbook of the story, with teams, shifts and a script. */
export const inForce = {
  ...numbered,
  playbook: {
    ...playbook,
    adapters,
    teams: [
      { id: '财富一组', label: { zh: '财富一组', en: 'Wealth 1' } },
      { id: '财富二组', label: { zh: '财富二组', en: 'Wealth 2' } },
    ],
    shifts: [
      { id: 'day', label: { zh: '早班', en: 'Day' }, from: '08:30', until: '17:30' },
      { id: 'late', label: { zh: '晚班', en: 'Late' }, from: '17:30', until: '22:00' },
    ],
    scripts: [
      {
        id: 'transfer-failed',
        label: { zh: '转账失败', en: 'Failed transfer' },
        matter: { zh: '转账没到账', en: 'A transfer has not arrived' },
        steps: [
          {
            id: 'identify',
            label: { zh: '核对身份', en: 'Verify identity' },
            say: {
              zh: '为了保护您的账户，我先核对一下身份。',
              en: 'To protect your account, I verify your identity first.',
            },
            required: true,
            variants: [
              {
                segments: ['senior'],
                say: {
                  zh: '我说慢一点，先核对一下您的身份，好吗？',
                  en: 'I will go slowly. May I verify your identity first?',
                },
              },
            ],
          },
          {
            id: 'trace',
            label: { zh: '查到哪一步', en: 'Find where it is' },
            say: { zh: '我现在查这笔转账到了哪一步。', en: 'I am looking up where the transfer is now.' },
            required: false,
            variants: [],
          },
        ],
      },
    ],
  },
}

const item = <Kind extends ItemKind>(kind: Kind, id: string): Item<Kind> =>
  itemOf(inForce.playbook, kind, id) as Item<Kind>

const tip = item('tip', 'maturity-choices')

/** The draft that all pictures of the editor show: wider, oftener, and without one word. */
export const draftTip: Item<'tip'> = {
  ...tip,
  eligibility:
    '(customer.total_assets >= 500000 * 100 || (customer.age >= 53 && customer.age < 65 && !(has(customer.job) && customer.job == "retired"))) && daysBetween(now, customer.term_deposit_matures_on) >= 0 && daysBetween(now, customer.term_deposit_matures_on) <= 14 && customer.term_deposit_balance >= 300000 * 100',
  say: { ...tip.say, zh: tip.say.zh.replace('续存还是另作安排', '续存、取出还是另作安排') },
  cap: { max: 2, days: 14 },
  channels: ['phone'],
  from: '2026-11-24T09:00',
  until: '2026-12-31T21:00',
  teams: ['财富一组', '财富二组'],
  control: 0.05,
  reviewOn: '2027-02-28',
}

const change = (no: number, part: Partial<Change> & Pick<Change, 'kind' | 'itemId'>): Change => ({
  ...{ id: uuid(no), content: null, baseVersion: 128, notice: null, note: '', state: 'draft', revision: 1 },
  ...{ editors: ['supervisor-01'], createdAt: at('01:40'), updatedAt: at('02:07'), submittedAt: null },
  ...{ playbookVersion: null, confirmBy: null, confirmedBy: [] },
  ...part,
})

const limit = item('tip', 'transfer-limit')

export const changes: Change[] = [
  change(1, { kind: 'tip', itemId: 'maturity-choices', content: draftTip as never, revision: 7 }),
  change(2, {
    kind: 'tip',
    itemId: 'fund-paused',
    content: {
      ...limit,
      id: 'fund-paused',
      label: { zh: '稳远进取暂停申购', en: 'Steady Growth is paused' },
      category: 'risk',
      cap: { max: 1, days: 1 },
    } as never,
    notice: {
      urgent: true,
      text: { zh: '稳远进取今天 10:00 起暂停申购。', en: 'Steady Growth takes no orders from 10:00 today.' },
    },
    note: '基金公司公告 2026-11-23',
    state: 'submitted',
    revision: 4,
    submittedAt: at('02:05'),
  }),
  change(3, {
    kind: 'check',
    itemId: 'above-grade',
    content: { ...item('check', 'above-grade'), reviewOn: '2027-01-31' } as never,
    state: 'provisional',
    revision: 3,
    editors: ['supervisor-02'],
    confirmBy: at('03:10'),
    confirmedBy: ['approver-02'],
  }),
  change(4, {
    kind: 'tip',
    itemId: 'sleeping-account',
    content: {
      ...limit,
      id: 'sleeping-account',
      label: { zh: '沉睡账户唤醒', en: 'Wake a sleeping account' },
    } as never,
    state: 'published',
    revision: 4,
    playbookVersion: 120,
  }),
]

const step = (
  revision: number,
  action: ChangeStep['action'],
  by: string | null,
  time: string,
  comment: string | null = null,
) => ({
  ...{ revision, action, by, comment },
  at: at(time),
})

const history = (one: Change): ChangeHistory => ({
  ...one,
  steps: [
    step(1, 'create', 'supervisor-01', '01:40'),
    step(2, 'edit', 'supervisor-01', '01:52'),
    step(3, 'edit', 'supervisor-01', '01:58'),
    step(4, 'submit', 'supervisor-01', '02:00'),
    step(5, 'return', 'approver-01', '02:03', '次数从每月 1 次改到 2 次，请写明理由。'),
    step(7, 'edit', 'supervisor-01', '02:07'),
  ],
})

export const versions: PlaybookVersion[] = [
  {
    ...{ version: 128, digest: 'a'.repeat(64), publishedAt: at('02:09'), publishedBy: 'approver-01' },
    cause: { type: 'approve', changeId: uuid(9), kind: 'tip', itemId: 'maturity-choices' },
  },
  {
    ...{ version: 127, digest: 'b'.repeat(64), publishedAt: at('01:30'), publishedBy: 'supervisor-02' },
    cause: { type: 'withdraw', kind: 'tip', itemId: 'sleeping-account', comment: '话术有误' },
  },
  {
    ...{ version: 126, digest: 'c'.repeat(64), publishedAt: at('00:10'), publishedBy: null },
    cause: { type: 'import' },
  },
]

/** The version before: the audience was narrower. */
const before = {
  ...inForce,
  version: 127,
  playbook: {
    ...inForce.playbook,
    tips: inForce.playbook.tips.map((one) =>
      one.id === 'maturity-choices'
        ? { ...one, eligibility: one.eligibility.replace('<= 14', '<= 7'), cap: { max: 1, days: 30 } }
        : one,
    ),
  },
}

const agents = Array.from({ length: 24 }, (_, at_) => ({
  agent: `agent-${String(at_ + 1).padStart(2, '0')}`,
  team: at_ % 2 ? '财富二组' : '财富一组',
  online: at_ < 21,
  version: at_ < 3 ? 127 : 128,
  seenAt: at('02:10'),
}))

export const pushes: PushReport = {
  ...{ version: 128, online: 21, current: 18, agents },
  unasked: ['远程银行三组'],
  notices: [
    {
      notice: {
        ...{
          id: uuid(2),
          version: 128,
          kind: 'tip',
          itemId: 'fund-paused',
          urgent: true,
          audience: {},
          until: null,
        },
        text: {
          zh: '稳远进取今天 10:00 起暂停申购。',
          en: 'Steady Growth takes no orders from 10:00 today.',
        },
      },
      ...{ audience: 21, delivered: 20, displayed: 17, acknowledged: 12 },
      receipts: agents.slice(0, 20).map(({ agent, team }, no) => ({
        ...{ agent, team, delivered: at('02:09') },
        displayed: no < 17 ? at('02:09') : null,
        acknowledged: no < 12 ? at('02:10') : null,
      })),
    },
  ],
}

const entry = (
  sequence: number,
  actor: string | null,
  action: string,
  subject: string,
  detail = '',
): AuditEntry => ({
  ...{ sequence, actor, action, subject, detail, prev: '0'.repeat(64), before: '', after: '' },
  ...{ at: at('02:09'), origin: '10.20.30.40', hash: String(sequence % 10).repeat(64) },
})

const records = {
  '/v1/retention': {
    rules: (Object.keys(CLASSES) as (keyof typeof CLASSES)[]).map((recordClass) => ({
      ...CLASSES[recordClass],
      ...{
        recordClass,
        days: CLASSES[recordClass].standard,
        setBy: null,
        setAt: null,
        held: recordClass === 'audit',
      },
    })),
  },
  '/v1/holds': {
    holds: [
      {
        ...{
          id: uuid(21),
          recordClass: 'audit',
          customerKey: null,
          reason: 'case 12 at court',
          placedBy: 'auditor-01',
        },
        ...{ placedAt: at('02:09'), releasedBy: null, releasedAt: null },
      },
    ],
  },
  '/v1/erasures': {
    erasures: [
      {
        ...{ id: uuid(22), state: 'requested', reason: 'asked by the customer', requestedBy: 'admin-02' },
        ...{ requestedAt: at('02:09'), confirmedBy: null, finishedAt: null, erased: {} },
      },
    ],
  },
}

const audit = {
  databases: ['PLAYBOOK', 'CUSTOMERS'],
  entries: [
    entry(5, 'approver-01', 'change.approve', `change/${uuid(9)}`, '{"version":128}'),
    entry(4, 'supervisor-01', 'change.approve.refused', `change/${uuid(9)}`, '{"reason":"own-change"}'),
    entry(3, 'supervisor-01', 'change.submit', `change/${uuid(9)}`),
    entry(2, 'supervisor-02', 'playbook.withdraw', 'playbook/127'),
    entry(1, null, 'playbook.import', 'playbook/126'),
  ],
}

export const person = (subject: string, ...roles: Role[]): Me => ({ subject, roles, teams: ['财富一组'] })
export const maker = person('supervisor-01', 'supervisor')
export const approver = person('approver-01', 'approver')

/** What the edge answers, by path. */
export type Answers = Record<string, unknown>

export function answersFor(me: Me): Answers {
  return {
    '/v1/me': me,
    '/v1/playbook': inForce,
    '/v1/changes': { changes: changes.filter(({ state }) => state !== 'published') },
    '/v1/changes?state=all': { changes },
    ...Object.fromEntries(changes.map((one) => [`/v1/changes/${one.id}`, history(one)])),
    '/v1/pushes': pushes,
    '/v1/playbooks': { versions },
    '/v1/playbooks/128': inForce,
    '/v1/playbooks/127': before,
    '/v1/audit': audit,
    ...records,
    '/v1/segmentations': segmentations,
    ...figures,
  }
}

/** How well pages are read, as the background tells it. */
export const readings = (lang: Language) => ({ lang, health: drifted, adapters, today })
