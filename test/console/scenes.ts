import type { Page } from 'playwright-core'
import type { Me } from '../../worker/contract/context.ts'
import { calmFeed, noFeed } from './feed-story.ts'
import { calm } from './figures-story.ts'
import { noFleet } from './fleet-story.ts'
import { noTimes } from './script-times-story.ts'
import { oldSegmentations } from './segments-story.ts'
import { type Answers, approver, inForce, maker, person } from './story.ts'

/** One picture of the console: who looks, where, and what is done before. */
export interface Scene {
  me: Me
  /** After `#`. */
  place: string
  /** Appears when everything is there; CSS. */
  ready: string
  act?: (page: Page) => Promise<void>
  why?: string
  silent?: boolean
  answers?: Answers
}

const scene = (place: string, part: Partial<Scene> = {}): Scene => ({
  ...{ me: maker, place, ready: place.includes('/') ? '.con-side' : '.con-main h1' },
  ...part,
})

const admin = person('admin-01', 'admin')
const auditor = person('auditor-01', 'auditor')
const nobody = person('agent-01', 'agent')

/** Every page and designed state. */
export const scenes: Record<string, Scene> = {
  tip: scene('tips/maturity-choices'),
  'tip-approver': scene('tips/fund-paused', { me: approver }),
  'tip-own': scene('tips/fund-paused'),
  'tip-history': scene('tips/maturity-choices/history', { ready: '.con-history' }),
  'tip-new': scene('tips/fund-frozen'),
  'tip-tried': scene('tips/fund-frozen', {
    act: async (page) => {
      await page.getByRole('button', { name: /^(提交复核|Submit for review)$/ }).click()
      await page.locator('.ant-form-item-has-error').first().waitFor()
    },
  }),
  'tip-gone': scene('tips/sleeping-account'),
  tips: scene('tips'),
  segment: scene('segments/near-retirement'),
  check: scene('checks/above-grade', { me: approver }),
  'check-remark': scene('checks/promise-of-return'),
  script: scene('scripts/transfer-failed'),
  article: scene('knowledge/complaint-deadlines'),
  'script-times': scene('script-times', { ready: '.con-step-bars' }),
  'script-times-empty': scene('script-times', {
    ready: '.con-box',
    answers: { '/v1/scripts/times': noTimes },
  }),
  parameter: scene('parameters/senior_age'),
  adapter: scene('adapters/old-crm'),
  team: scene('teams/财富一组'),
  shift: scene('shifts/late'),
  results: scene('results', { me: approver, ready: '.con-chart svg' }),
  'segments-rfm': scene('segmentation', { me: approver, ready: '.con-chart svg' }),
  'segments-clusters': scene('segmentation/clusters', { ready: '.con-chart svg' }),
  'segments-life': scene('segmentation/life-cycle', { me: admin, ready: '.con-chart svg' }),
  'segments-old': scene('segmentation/life-cycle', {
    ready: '.con-late',
    answers: { '/v1/segmentations': oldSegmentations },
  }),
  'segments-none': scene('segmentation', {
    ready: '.con-models',
    answers: { '/v1/segmentations': { runs: [] } },
  }),
  'segments-ask': scene('segmentation', {
    ...{ me: approver, ready: '.con-chart svg' },
    act: async (page) => {
      await page.getByRole('button', { name: /^(批准生效|Let it go live)$/ }).click()
      await page.locator('.ant-modal-title').waitFor()
    },
  }),
  quality: scene('quality', { me: admin, ready: '.con-box' }),
  preview: scene('tips/maturity-choices', { ready: '.con-preview .figure' }),
  'what-if': scene('what-if', {
    ready: '.con-box',
    act: async (page) => {
      await page.getByRole('button', { name: /填入样例|Fill in an example/ }).click()
      await page.locator('.con-removals').first().waitFor()
    },
  }),
  push: scene('push', { ready: '.con-notice' }),
  'push-empty': scene('push', {
    ready: '.con-box',
    answers: { '/v1/pushes': { version: 128, online: 0, current: 0, agents: [], notices: [], unasked: [] } },
  }),
  'quality-calm': scene('quality', { ready: '.con-box', answers: { '/v1/quality': calm } }),
  fleet: scene('fleet', { me: admin, ready: '.con-versions .bar' }),
  'fleet-empty': scene('fleet', { me: auditor, ready: '.con-versions', answers: { '/v1/fleet': noFleet } }),
  data: scene('data', { me: admin, ready: '.con-filling' }),
  'data-ages': scene('data', {
    me: admin,
    ready: '.con-filling',
    act: (page) =>
      page
        .locator('.con-feed-rows')
        .first()
        .evaluate((rows) => rows.scrollIntoView()),
  }),
  'data-rows': scene('data', {
    me: admin,
    ready: '.con-filling',
    act: (page) => page.locator('.con-page > :last-child').scrollIntoViewIfNeeded(),
  }),
  'data-calm': scene('data', { me: admin, ready: '.con-age', answers: { '/v1/ingest': calmFeed } }),
  'data-empty': scene('data', {
    me: admin,
    ready: '.con-feed-empty',
    answers: { '/v1/ingest': noFeed },
  }),
  readings: scene('readings', { me: admin, ready: '.drifts' }),
  history: scene('history', { me: approver, ready: '.con-difference' }),
  'history-maker': scene('history', { ready: '.con-difference' }),
  import: scene('history', {
    ready: '.con-difference',
    act: async (page) => {
      const [first, ...tips] = inForce.playbook.tips
      const file = { ...inForce.playbook, timeZone: 'Asia/Tokyo', tips, parameters: [] }
      const changed = { ...first, cap: { max: 9, days: 9 } }
      const text = JSON.stringify({
        ...file,
        tips: [changed, ...tips.slice(0, -2), { ...tips.at(-2), id: 'new' }],
      })
      const buffer = Buffer.from(text)
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'bank.json', mimeType: 'application/json', buffer })
      await page.locator('.con-import .con-difference').first().waitFor()
      await page.locator('.con-import').scrollIntoViewIfNeeded()
    },
  }),
  audit: scene('audit', { me: auditor, ready: '.ant-table-row' }),
  records: scene('records', { me: admin, ready: '.ant-table-row' }),
  ask: scene('tips/maturity-choices', {
    act: async (page) => {
      await page.locator('.con-head [aria-haspopup=menu]').click()
      await page.getByText(/^(紧急推送|Emergency push)$/).click()
      await page.locator('.con-ask').waitFor()
    },
  }),
  forbidden: scene('readings', { me: approver, ready: '.con-state' }),
  nothing: scene('', { me: nobody, ready: '.con-state' }),
  'not-found': scene('nowhere', { ready: '.con-state' }),
  'signed-out': scene('tips', { why: 'signed-out', ready: '.con-state' }),
  unreachable: scene('tips', { why: 'unreachable', ready: '.con-state' }),
  loading: scene('tips', { silent: true, ready: '.con-bones' }),
}
