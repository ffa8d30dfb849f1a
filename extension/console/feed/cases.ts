import {
  type Feed,
  type FeedAttribute,
  type FeedFilling,
  STILL_MINUTES,
} from '../../../worker/contract/feed.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { lasting, minutesBetween } from './ago.ts'

/** One thing to see to, and what to do about it. */
export interface Case {
  title: string
  remedy: string
}

/** More customers than that, of those who have the attribute, are no accident. */
const MANY = 0.1
/** Attributes named in one line. */
const NAMED = 4
/** What was last seen before so many days is listed, and nothing to see to any more. */
const SEEN_DAYS = 7
/** Fewer are folded by the next minute's job. */
const WAITING = 10_000

/** Too old for so many that somebody should look. */
export const isStale = ({ stale, customers }: FeedAttribute): boolean => stale > customers * MANY

const stillFor = ({ lastAt, startedAt }: FeedFilling, now: string) => minutesBetween(lastAt ?? startedAt, now)

/** Whether nothing has come to it for long. */
export const isStill = (one: FeedFilling, now: string): boolean => stillFor(one, now) >= STILL_MINUTES

/** @param nameOf label of an attribute */
export function casesOf(feed: Feed, nameOf: (name: string) => string, lang: Language): Case[] {
  return [...ofLoads(feed, lang), ...ofAges(feed, nameOf, lang), ...ofRows(feed, lang)]
}

function ofLoads({ filling, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang).cases
  return filling.flatMap((one) => {
    if (one.halfLive) return { title: t.halfLive(one.load), remedy: t.halfLiveRemedy }
    if (!isStill(one, at)) return []
    return { title: t.still(one.load, lasting(stillFor(one, at), lang)), remedy: t.stillRemedy }
  })
}

function ofAges({ datasets }: Feed, nameOf: (name: string) => string, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang)
  return datasets.flatMap(({ dataset, attributes }) => {
    const stale = attributes.filter(isStale).map(({ name }) => nameOf(name))
    if (stale.length === 0) return []
    const first = stale.slice(0, NAMED).join(textsIn(lang).marks.list)
    const names = stale.length > NAMED ? t.names(first, stale.length) : first
    return { title: t.cases.stale(dataset, names), remedy: t.cases.staleRemedy }
  })
}

function ofRows({ problems, drift, waiting, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang)
  const by = <Row extends { dataset: string; at: string }>(rows: readonly Row[]) => [
    ...Map.groupBy(
      rows.filter((row) => minutesBetween(row.at, at) <= SEEN_DAYS * 24 * 60),
      ({ dataset }) => dataset,
    ),
  ]
  const rows = (some: readonly { rows: number }[]) => some.reduce((sum, one) => sum + one.rows, 0)
  const waits = waiting.customers.toLocaleString(lang)
  return [
    ...by(problems).map(([dataset, some]) => ({
      title: t.cases.refused(dataset, rows(some).toLocaleString(lang)),
      remedy: t.cases.refusedRemedy,
    })),
    ...by(drift).map(([dataset, some]) => ({
      title: t.cases.drift(dataset, some.length),
      remedy: t.cases.driftRemedy,
    })),
    ...(waiting.customers >= WAITING
      ? [
          {
            title: t.cases.waiting(waiting.more ? t.more(waits) : waits),
            remedy: t.cases.waitingRemedy,
          },
        ]
      : []),
  ]
}
