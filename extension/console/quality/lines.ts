import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Quality } from '../../../worker/contract/results.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { itemOf } from '../../../worker/decision/items.ts'
import { qualityTexts } from '../../texts/console/quality.ts'
import type { HealthView, Mark } from '../../views.ts'
import { PAGE_OF } from '../content/kinds.ts'
import { inLanguage } from '../language.ts'

/** One thing to see to, where it is mended. */
export interface Case {
  text: string
  detail: string
  /** Address of the page where it is mended. */
  address: string
}

/** One line of the page: a kind of trouble, with its cases. */
export interface Line {
  id: string
  title: string
  mark: Mark
  detail: string
  cases: Case[]
  /** It was looked, and there is nothing: said, as the title alone names a trouble. */
  free: boolean
}

const HOUR = 3_600_000

function labelOf(playbook: Playbook, kind: string, itemId: string, lang: Language): string {
  const item = itemOf(playbook, kind as ItemKind, itemId) as
    | { label?: { zh: string; en: string } }
    | undefined
  return item?.label?.[lang === 'zh-CN' ? 'zh' : 'en'] ?? itemId
}

/** What the page says, worst first within the order of the process; a line without cases is well. */
export function linesOf(
  quality: Quality,
  health: HealthView | null,
  playbook: Playbook,
  lang: Language,
  now: Date,
): Line[] {
  const t = inLanguage(qualityTexts, lang)
  const at = (kind: string, itemId: string, detail = ''): Case => ({
    text: labelOf(playbook, kind, itemId, lang),
    detail,
    address: `#${PAGE_OF[kind as ItemKind]}/${encodeURIComponent(itemId)}`,
  })
  const age = (since: string) => t.hours((now.getTime() - Date.parse(since)) / HOUR)
  const line = (id: string, title: string, mark: Mark, cases: Case[], detail = ''): Line => ({
    ...{ id, title, detail, cases, free: cases.length === 0 },
    mark: cases.length > 0 ? mark : 'pass',
  })
  const [oldest] = quality.waiting
  const { approvalHours: hours, oldPlaybooks } = quality
  return [
    adapterLine(health, lang),
    line(
      'waiting',
      t.waiting,
      'warn',
      quality.waiting.map((one) => at(one.kind, one.itemId, age(one.since))),
      oldest ? t.oldest(age(oldest.since)) : '',
    ),
    {
      ...{ id: 'approval', title: t.approval, cases: [], free: false },
      mark: hours ? 'pass' : 'none',
      detail: hours ? t.approvalIs(t.hours(hours.median), t.hours(hours.p90), hours.count) : t.noApprovals,
    },
    line(
      'stale',
      t.stale,
      'warn',
      quality.stale.map((one) => at(one.kind, one.itemId, t.since(one.reviewOn))),
    ),
    line(
      'unverified',
      t.unverified,
      'warn',
      quality.unverified.map((id) => at('check', id)),
    ),
    line(
      'always-firing',
      t.alwaysFiring,
      'remind',
      quality.alwaysFiring.map((id) => at('check', id)),
      t.alwaysNote,
    ),
    line(
      'nobody-takes',
      t.nobodyTakes,
      'remind',
      quality.nobodyTakes.map((one) => at('tip', one.tipId, t.seen(one.shown, one.accepted))),
    ),
    line(
      'never-shown',
      t.neverShown,
      'remind',
      quality.neverShown.map((id) => at('tip', id)),
    ),
    {
      ...line(
        'old-playbooks',
        t.oldPlaybooks,
        'warn',
        (oldPlaybooks ?? []).map((one) => ({
          text: t.old(one.version, one.agents),
          detail: '',
          address: '#push',
        })),
        oldPlaybooks ? '' : t.unknownAgents,
      ),
      ...(!oldPlaybooks && { mark: 'none' as const, free: false }),
    },
  ]
}

/** What the readings of pages say; who may not see them is told that they are not known. */
function adapterLine(health: HealthView | null, lang: Language): Line {
  const t = inLanguage(qualityTexts, lang)
  const known = health && !health.doubt
  const drifts = known ? health.drifts : []
  return {
    ...{ id: 'adapters', title: t.adapters, free: known === true && drifts.length === 0 },
    mark: known ? (drifts[0]?.mark ?? 'pass') : 'none',
    detail: known ? '' : t.adaptersUnknown,
    cases: drifts.map(({ text, detail }) => ({ text, detail, address: '#readings' })),
  }
}
