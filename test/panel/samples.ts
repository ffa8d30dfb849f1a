import { withoutOff } from '../../extension/background/off.ts'
import {
  type CustomerSeen,
  type HomeWords,
  type Meddling,
  NATURAL,
  type Unfound,
  type ViewDoubt,
} from '../../extension/messages.ts'
import { type Policy, type PolicyKey, policyKeys } from '../../extension/policy.ts'
import { shortKey } from '../../extension/present/format.ts'
import type { FoundBy } from '../../extension/present/found-by.ts'
import { presentHealth, presentHealthDoubt } from '../../extension/present/health.ts'
import { presentMeddling } from '../../extension/present/meddling.ts'
import { presentNotice } from '../../extension/present/notice.ts'
import { presentPanel } from '../../extension/present/panel.ts'
import { presentPolicy } from '../../extension/present/policy.ts'
import { presentStatus } from '../../extension/present/status.ts'
import { presentConflict, presentUnchecked } from '../../extension/present/unchecked.ts'
import { panelWords } from '../../extension/present/words.ts'
import { textsIn } from '../../extension/texts/index.ts'
import type {
  HealthView,
  NoticeView,
  PanelView,
  PolicyView,
  ScriptView,
  StatusView,
} from '../../extension/views.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { Dealings } from './gallery-page.tsx'
import { adapters, drifted, today } from './health-story.ts'
import { finished, lookUp, optional, scripts, spokenOtherwise, walked } from './script-story.ts'
import {
  contact,
  customerKey,
  decided,
  now,
  numbered,
  order,
  otherKey,
  plain,
  show,
  wealthy,
} from './story.ts'
import { dealings, doubted, long, nothing, oneMatter, seen, splitStory, story } from './view-story.ts'

/** What one page of the gallery shows. */
export type Sample =
  | {
      page: 'panel'
      view: PanelView
      notices?: NoticeView[]
      script?: ScriptView
      meddling?: string | null
      locked?: HomeWords
      customer?: CustomerSeen
      dealings?: Dealings
      press?: string[]
    }
  | { page: 'popup'; view: StatusView }
  | { page: 'options'; view: PolicyView }
  | { page: 'console'; view: HealthView; press?: string[] }

const empty = {
  subject: null,
  edgeUrl: null,
  failure: null,
  playbook: null,
  waiting: { all: 0, others: 0 },
  problems: 0,
  dropped: 0,
  commands: [],
  arrangement: NATURAL,
}
const commands = [
  { description: '打开侧栏 / Open side panel', shortcut: 'Alt+Shift+F' },
  { description: '打开提示卡 / Open the card', shortcut: '' },
]
const published = { version: 128, publishedAt: numbered.publishedAt, checkedAt: now.getTime() - 40_000 }
const values = {
  edgeUrl: 'https://edge.bank.example',
  issuer: 'https://login.bank.example',
  clientId: 'fineline',
  audience: 'https://edge.bank.example',
  hmacKeyId: '2026-1',
}

const historical = {
  historical: true,
  asOf: '1998-12-31T04:00:00Z',
  factsAsOf: '1998-12-31T04:00:00Z',
  currency: 'CZK',
}
const holding = {
  age: 41,
  region: 'Praha',
  deposit_balance: 4_512_350,
  loan_amount: 9_684_000,
  housing_loan: true,
}

const UNFOUND: Unfound[] = [
  'no-identifier',
  'empty-identifier',
  'not-an-identifier',
  'several-identifiers',
  'several-customers',
  'uncertain-number',
  'unknown-number',
  'unknown-phone',
]

const notice = (urgent: boolean) => ({
  id: urgent ? 'suspended' : 'rates',
  version: 129,
  kind: 'tip' as const,
  itemId: 'steady-180',
  urgent,
  text: urgent
    ? {
        zh: '稳远进取 180 天 2 号 10:09 起暂停申购。不要再介绍；客户问起时用话术“暂停申购说明”。',
        en: 'Steady 180 no. 2 is closed to new money since 10:09. Do not offer it; if asked, use the script “Suspension”.',
      }
    : { zh: '三年期存款利率自今天起下调。', en: 'The three-year deposit rate is lower from today.' },
  audience: {},
  until: null,
})

/** The panel of the story's customer with what is seen beside the decision. */
function viewed(lang: Language): Record<string, Sample> {
  const full = presentPanel(show(lang), decided(wealthy), order(wealthy), contact(lang))
  const see = (customer: CustomerSeen, dealings?: Dealings, ...press: string[]): Sample => ({
    ...{ page: 'panel', view: full, customer, press },
    ...(dealings && { dealings }),
  })
  const doubt = (why: ViewDoubt) => see(doubted(lang, why))
  return {
    view: see(seen(lang, story), dealings(lang, story)),
    'view-one-matter': see(seen(lang, oneMatter), dealings(lang, oneMatter)),
    'view-event': see(seen(lang, story), dealings(lang, story), '.events li:nth-child(2) .event'),
    'view-origin': see(
      seen(lang, story),
      dealings(lang, story),
      '.legend .of',
      '.consents .of',
      '.changes .of',
    ),
    'view-facts': see(seen(lang, story), dealings(lang, story), '.other-facts .link'),
    'view-long': see(seen(lang, long), dealings(lang, long)),
    'view-split': see(seen(lang, splitStory), dealings(lang, splitStory)),
    'view-nothing': see(seen(lang, nothing), []),
    'view-asking': see(seen(lang, story)),
    'view-waiting': see({
      type: 'customer',
      keyShort: shortKey(customerKey),
      customer: { state: 'waiting' },
    }),
    'view-forbidden': doubt('forbidden'),
    'view-unreachable': doubt('unreachable'),
    'view-unknown': doubt('unknown-customer'),
  }
}

function panels(lang: Language): Record<string, Sample> {
  const panel = (view: PanelView, ...press: string[]): Sample => ({ page: 'panel', view, press })
  const withScript = (view: PanelView, script: ScriptView, ...press: string[]): Sample => ({
    ...{ page: 'panel', view, script, press },
  })
  const full = presentPanel(show(lang), decided(wealthy), order(wealthy), contact(lang))
  const conflict = presentConflict(lang, [
    { place: lang === 'en' ? 'Customer details' : '客户详细', key: customerKey },
    { place: lang === 'en' ? 'Order' : '申购单', key: otherKey },
  ])
  const stale = decided(wealthy, { factsAsOf: '2026-11-20T22:00:00Z' })
  const foundBy = (...found: FoundBy[]) =>
    panel(presentPanel(show(lang), decided(wealthy), null, contact(lang), found))
  return {
    full: panel(full),
    'found-by-own-card': foundBy({ kind: 'card', role: 'owner' }),
    'found-by-joint-account': foundBy({ kind: 'account', role: 'joint' }, { kind: 'phone', role: 'contact' }),
    beside: panel(presentPanel(show(lang), decided(wealthy), null, contact(lang), [], ['unknown-phone'])),
    ...Object.fromEntries(
      UNFOUND.map((why) => [`unfound-${why}`, panel(presentUnchecked(lang, why))] as const),
    ),
    'full-rule': panel(full, '.check .open'),
    'full-passed': panel(full, 'section:nth-of-type(2) .head .link'),
    'full-hidden': panel(full, 'section:nth-of-type(3) .head .link'),
    'full-second': panel(full, '.turn'),
    'full-reasons': panel(full, '.answers .btn:nth-child(3)'),
    'full-own': panel(full, 'section:last-of-type h2 .link'),
    'empty-own': panel({ state: 'empty' }, 'section h2 .link'),
    calm: panel(
      presentPanel(show(lang), {
        ...decided(plain),
        tips: [],
        hiddenTips: [],
        hiddenCounts: { validity: 0, eligibility: 0 },
      }),
    ),
    historical: panel(presentPanel(show(lang), decided(holding, historical))),
    stale: panel(presentPanel(show(lang, 18), stale)),
    unknown: panel(presentPanel(show(lang), decided({ age: 35, deposit_balance: -12_345 }))),
    empty: panel({ state: 'empty' }),
    refused: panel(presentPanel(show(lang), { ...decided(wealthy), refusedAt: '2026-11-20T02:15:00Z' })),
    'refuse-ask': panel(full, '.consents ~ .link'),
    locked: { page: 'panel', view: { state: 'empty' }, locked: textsIn(lang).home },
    meddling: { page: 'panel', view: full, meddling: presentMeddling(lang, meddled) },
    urgent: {
      page: 'panel',
      view: full,
      notices: [presentNotice(lang, notice(true)), presentNotice(lang, notice(false))],
    },
    'urgent-empty': { page: 'panel', view: { state: 'empty' }, notices: [presentNotice(lang, notice(true))] },
    script: withScript(full, walked(lang)),
    'script-other': withScript(full, spokenOtherwise(lang)),
    'script-optional': withScript(full, optional(lang)),
    'script-finished': withScript(full, finished(lang)),
    'script-choose': withScript(full, scripts(lang), '.likely .link'),
    'script-found': withScript(
      full,
      walked(lang),
      'key:/',
      `keys:${lang === 'en' ? 'complaint' : '投诉'}`,
      'key:ArrowDown',
    ),
    'script-read': withScript(
      { state: 'empty' },
      lookUp(lang),
      'key:/',
      `keys:${lang === 'en' ? 'complaint' : '投诉'}`,
      '.found [role=option]',
    ),
    'script-nothing': withScript({ state: 'empty' }, lookUp(lang), 'key:/', 'keys:xyzzy'),
    'script-look-up': withScript({ state: 'empty' }, lookUp(lang)),
    loading: panel({ state: 'loading', keyShort: '7f3a…c21e' }),
    'signed-out': panel(presentUnchecked(lang, 'signed-out')),
    unreachable: panel(
      presentUnchecked(lang, 'unreachable', {
        since: new Date('2026-11-23T06:29:00Z'),
        waiting: 2,
        contact: contact(lang),
        failMode: null,
        wrong: [],
      }),
    ),
    'fail-closed': panel(presentUnchecked(lang, 'unreachable', { ...still, failMode: 'closed' })),
    'wrong-policy': panel(
      presentUnchecked(lang, 'wrong-policy', { ...still, wrong: [{ key: 'failMode' }, { key: 'hosts' }] }),
    ),
    'checks-off': panel(
      presentPanel(
        { ...show(lang), off: ['compliance-check'] },
        withoutOff(decided(wealthy), ['compliance-check']),
      ),
    ),
    'unknown-customer': panel(presentUnchecked(lang, 'unknown-customer')),
    conflict: panel(conflict),
    'conflict-script': withScript(conflict, lookUp(lang)),
  }
}

const meddled: ReadonlySet<Meddling> = new Set(['removed', 'covered'])

const still = { since: null, waiting: 0, contact: null, failMode: null, wrong: [] }

/** Every setting that need not be there. */
const everything: Partial<Policy> = {
  hosts: ['https://crm.bank.example/*', 'https://*.old-crm.bank.example/teller/*'],
  language: 'zh-CN',
  disabledFeatures: ['list-badges', 'urgent-notice'],
  failMode: 'closed',
  homeOffice: true,
  watermark: true,
  lockAfterMinutes: 10,
  logLevel: 'error',
  retentionDays: 30,
  ring: 'early',
}
const named: PolicyKey[] = ['edgeUrl', 'issuer', 'clientId', 'audience', 'hmacKeyId', 'hmacSecret']

function consoles(lang: Language): Record<string, Sample> {
  const view = presentHealth(lang, adapters, drifted, today)
  const calm = { ...drifted, steps: drifted.steps.filter(({ adapter }) => adapter === 'core-spa') }
  const page = (view: HealthView, ...press: string[]): Sample => ({ page: 'console', view, press })
  return {
    health: page(view),
    'health-open': page(view, '.screen .open'),
    'health-calm': page(presentHealth(lang, adapters, calm, today)),
    'health-empty': page(presentHealth(lang, adapters, { steps: [], playbooks: [] }, today)),
    'health-forbidden': page(presentHealthDoubt(lang, 'forbidden')),
    'health-unreachable': page(presentHealthDoubt(lang, 'unreachable')),
    'health-signed-out': page(presentHealthDoubt(lang, 'signed-out')),
  }
}

/** Every state there is to look at. */
export function samples(lang: Language): Record<string, Sample> {
  const status = (state: Parameters<typeof presentStatus>[2]): Sample => ({
    page: 'popup',
    view: presentStatus(lang, now, state),
  })
  const policy = (state: Parameters<typeof presentPolicy>[1]): Sample => ({
    page: 'options',
    view: presentPolicy(lang, state),
  })
  const up = { subject: 'T0317', edgeUrl: values.edgeUrl, playbook: published, commands }
  return {
    ...panels(lang),
    ...viewed(lang),
    ...consoles(lang),
    popup: status({ ...empty, ...up }),
    'popup-down': status({
      ...empty,
      ...up,
      failure: 'unreachable',
      waiting: { all: 3, others: 1 },
      dropped: 3,
      arrangement: { moved: {}, small: ['badge'] },
    }),
    'popup-new': status(empty),
    'popup-wrong': status({ ...empty, problems: 2 }),
    options: policy({ source: 'managed', values, problems: [], received: named }),
    'options-all': policy({
      source: 'managed',
      values: { ...values, ...everything },
      problems: [],
      received: policyKeys,
    }),
    'options-none': policy({ source: 'none', values: null, problems: [], received: [] }),
    'options-wrong': policy({
      source: 'local',
      values: null,
      problems: [
        { key: 'edgeUrl', fault: 'value' },
        { key: 'hmacSecret', fault: 'missing' },
        { key: 'retentionDays', fault: 'type' },
      ],
      received: ['edgeUrl', 'issuer', 'clientId', 'audience', 'hmacKeyId', 'retentionDays'],
    }),
  }
}

export const wordsFor = panelWords
