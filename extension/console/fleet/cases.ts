import { FLEET_DAYS, type Fleet, type FleetBrowser } from '../../../worker/contract/fleet.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { type PolicyKey, policyKeys } from '../../policy.ts'
import { fleetTexts } from '../../texts/console/fleet.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'

const DAY = 86_400_000

/** One thing to see to, with how many browsers it is about and what to do. */
export interface Case {
  title: string
  remedy: string
  browsers: number
}

export const isLate = ({ seenAt }: Pick<FleetBrowser, 'seenAt'>, now: Date): boolean =>
  now.getTime() - Date.parse(seenAt) > FLEET_DAYS * DAY

/** A newer browser may tell of a key that this console does not know. */
export const keyLabel = (key: string, lang: Language): string =>
  policyKeys.includes(key as PolicyKey) ? textsIn(lang).policy.keys[key as PolicyKey].label : key

const mustOf = (key: string, lang: Language): string =>
  policyKeys.includes(key as PolicyKey) ? textsIn(lang).policy.keys[key as PolicyKey].must : ''

/** What there is to see to: wrong settings first, the commonest on top. */
export function casesOf({ browsers, seen, dropped, problems }: Fleet, lang: Language): Case[] {
  const t = inLanguage(fleetTexts, lang)
  const late = browsers - seen
  return [
    ...problems.map(({ key, fault, browsers }) => {
      const must = mustOf(key, lang)
      const remedy = [t.faults[fault], must && t.should(must)].filter(Boolean).join(textsIn(lang).marks.gap)
      return { title: t.wrong(keyLabel(key, lang)), remedy, browsers }
    }),
    ...(late ? [{ title: t.late(FLEET_DAYS), remedy: t.lateRemedy, browsers: late }] : []),
    ...(dropped ? [{ title: t.dropped, remedy: t.droppedRemedy, browsers: dropped }] : []),
  ]
}
