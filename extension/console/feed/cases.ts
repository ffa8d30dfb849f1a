import {
  type Feed,
  type FeedAttribute,
  type FeedDataset,
  type FeedFilling,
  STILL_MINUTES,
} from '../../../worker/contract/feed.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { date } from '../../present/format.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { lasting, minutesBetween } from './ago.ts'

/** One thing to see to, and what to do about it. */
export interface Case {
  title: string
  remedy: string
}

const DAY = 24 * 60
/** A share of customers or rows that is no accident. */
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
  return [
    ...ofLoads(feed, lang),
    ...ofQuiet(feed, lang),
    ...ofKinds(feed, lang),
    ...ofAges(feed, nameOf, lang),
    ...ofImports(feed, lang),
    ...ofRows(feed, lang),
  ]
}

function ofLoads({ filling, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang).cases
  return filling.flatMap((one) => {
    if (one.halfLive) return { title: t.halfLive(one.load), remedy: t.halfLiveRemedy }
    if (!isStill(one, at)) return []
    return { title: t.still(one.load, lasting(stillFor(one, at), lang)), remedy: t.stillRemedy }
  })
}

/** Live datasets to which nothing has come for longer than their shortest limit. */
function ofQuiet({ datasets, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang).cases
  return datasets.flatMap(({ dataset, lastAt, quietAfter }) => {
    if (lastAt === null || quietAfter === null) return []
    const quiet = minutesBetween(lastAt, at)
    if (quiet <= quietAfter * DAY) return []
    return { title: t.quiet(dataset, lasting(quiet, lang)), remedy: t.quietRemedy }
  })
}

/** In one line, the first by name. */
function listed(names: readonly string[], lang: Language): string {
  const first = names.slice(0, NAMED).join(textsIn(lang).marks.list)
  return names.length > NAMED ? inLanguage(feedTexts, lang).names(first, names.length) : first
}

/** Kinds of event that came day by day and do so no more, while others may. */
function ofKinds({ datasets }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang)
  return datasets.flatMap(({ dataset, kinds }) => {
    const names = kinds.flatMap(({ label, last, stopped }) =>
      stopped ? t.eventKind.since(inLanguage(label, lang), date(last, lang), t.days(stopped.gap)) : [],
    )
    if (names.length === 0) return []
    return { title: t.cases.stopped(dataset, listed(names, lang)), remedy: t.cases.stoppedRemedy }
  })
}

function ofAges({ datasets }: Feed, nameOf: (name: string) => string, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang)
  return datasets.flatMap(({ dataset, attributes, lost }) => {
    const old = attributes.filter(isStale)
    const of = (silent: boolean) => old.filter((one) => one.silent === silent).map(({ name }) => name)
    return (['stale', 'silent', 'lost'] as const).flatMap((what) => {
      const names = what === 'lost' ? lost : of(what === 'silent')
      return names.length
        ? { title: t.cases[what](dataset, listed(names.map(nameOf), lang)), remedy: t.cases[`${what}Remedy`] }
        : []
    })
  })
}

export const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)

/** For a week, or while much of what there should be is not there. */
function ofImports({ datasets, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang).cases
  const isMuch = ({ rowsIn, refused }: FeedDataset['refusedIn'][number]) => refused > rowsIn * MANY
  return datasets.flatMap(({ dataset, refusedIn, liveSince }) => {
    const fresh = liveSince !== null && minutesBetween(liveSince, at) <= SEEN_DAYS * DAY
    const some = fresh ? refusedIn : refusedIn.filter(isMuch)
    if (some.length === 0) return []
    const [rows, all] = [sum(some.map(({ refused }) => refused)), sum(some.map(({ rowsIn }) => rowsIn))]
    return {
      title: t.refusedIn(dataset, rows.toLocaleString(lang), all.toLocaleString(lang)),
      remedy: t.refusedInRemedy,
    }
  })
}

function ofRows({ problems, drift, waiting, at }: Feed, lang: Language): Case[] {
  const t = inLanguage(feedTexts, lang)
  const by = <Row extends { dataset: string; at: string }>(rows: readonly Row[]) => [
    ...Map.groupBy(
      rows.filter((row) => minutesBetween(row.at, at) <= SEEN_DAYS * DAY),
      ({ dataset }) => dataset,
    ),
  ]
  const rows = (some: readonly { rows: number }[]) => sum(some.map((one) => one.rows))
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
