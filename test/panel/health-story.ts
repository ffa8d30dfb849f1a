import { Adapter } from '../../worker/contract/adapter.ts'
import type { AdapterHealth, ReadPart, StepDays, StepOutcome } from '../../worker/contract/health.ts'

/** A Monday. */
export const today = '2026-11-23'
const DAYS = 28
const day = (at: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + (at + 1 - DAYS) * 86_400_000).toISOString().slice(0, 10)

const screen = (id: string, zh: string, en: string) => ({
  id,
  label: { zh, en },
  when: { url: [`*/${id}*`] },
})

/** Two CRMs of a bank, as far as their names matter here; made up. */
export const adapters: Adapter[] = [
  {
    id: 'old-core',
    screens: [
      screen('detail', '客户详细信息', 'Customer details'),
      screen('list', '客户列表', 'Customer list'),
      screen('order', '申购单', 'Order'),
      screen('print', '打印页', 'Print view'),
    ],
  },
  { id: 'core-spa', screens: [screen('card', '客户名片', 'Customer card')] },
].map((one) => Adapter.parse({ schema: 1, ...one }))

/** Less is done at the weekend. */
const busy = (at: number) => ([0, 6].includes(new Date(day(at)).getUTCDay()) ? 0.2 : 1)

type Where = [adapter: string, screen: string | null, part: ReadPart, step: number, outcome: StepOutcome]

function line([adapter, screen, part, step, outcome]: Where, count: (at: number) => number): StepDays {
  const days = Array.from({ length: DAYS }, (_, at) => [day(at), Math.round(count(at) * busy(at))] as const)
  return {
    adapter,
    ...(screen && { screen }),
    part,
    step,
    outcome,
    days: Object.fromEntries(days.filter(([, one]) => one)),
  }
}

/** Since the Tuesday before; a little unevenness before. */
const broken = (at: number) => at >= 21
const uneven = (at: number) => 400 + ((at * 37) % 60)

/** Four weeks in which a release of the CRM broke the detail screen on Tuesday, and the list's first step later. */
export const drifted: AdapterHealth = {
  steps: [
    line(['old-core', 'detail', 'screen', 0, 'read'], uneven),
    line(['old-core', 'detail', 'number', 1, 'read'], (at) => uneven(at) * (broken(at) ? 0.62 : 0.99)),
    line(['old-core', 'detail', 'number', 1, 'no-element'], (at) => uneven(at) * (broken(at) ? 0.38 : 0.01)),
    line(['old-core', 'detail', 'anchor', 1, 'read'], uneven),
    line(['old-core', 'list', 'screen', 0, 'read'], () => 120),
    line(['old-core', 'list', 'list', 0, 'read'], () => 120),
    line(['old-core', 'list', 'rows', 1, 'read'], () => 2200),
    line(['old-core', 'list', 'rows', 1, 'empty'], () => 90),
    line(['old-core', 'order', 'screen', 0, 'read'], () => 80),
    line(['old-core', 'order', 'number', 1, 'read'], (at) => (at < 24 ? 80 : 30)),
    line(['old-core', 'order', 'number', 1, 'no-element'], (at) => (at < 24 ? 0 : 50)),
    line(['old-core', 'order', 'number', 2, 'read'], (at) => (at < 24 ? 0 : 50)),
    line(['old-core', null, 'screen', 0, 'no-element'], () => 12),
    line(['old-core', 'list', 'screen', 1, 'no-element'], () => 12),
    line(['core-spa', 'card', 'screen', 0, 'read'], () => 200),
    line(['core-spa', 'card', 'number', 1, 'read'], () => 199),
    line(['core-spa', 'card', 'number', 1, 'empty'], () => 1),
  ],
  playbooks: Array.from({ length: DAYS }, (_, at) => ({ day: day(at), version: at < 24 ? 127 : 128 })),
}
