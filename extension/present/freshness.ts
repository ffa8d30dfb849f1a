import type { Decision } from '../../worker/contract/decision.ts'
import type { DecidedView } from '../views.ts'
import { date, time } from './format.ts'
import type { Show } from './show.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** From then on a playbook that neither channel nor poll confirmed may lack a stop. */
const OLD_PLAYBOOK = 10 * MINUTE

/** Whether nobody has confirmed the playbook for too long. Milliseconds since 1970. */
export const isOld = (checkedAt: number, now: number): boolean => now - checkedAt > OLD_PLAYBOOK

/** How long ago, by the clock on the wall. */
export function agoText({ texts: { fresh } }: Pick<Show, 'texts'>, from: number, now: number): string {
  const gone = Math.max(0, now - from)
  if (gone < MINUTE) return fresh.now
  if (gone < HOUR) return fresh.minutes(Math.floor(gone / MINUTE))
  return gone < 2 * DAY ? fresh.hours(Math.floor(gone / HOUR)) : fresh.days(Math.floor(gone / DAY))
}

/** A moment as an agent would say it: today 06:00. */
export function whenText({ compiled, texts: { fresh }, language, now }: Show, instant: Date): string {
  const { clock, playbook } = compiled
  const at = time(instant, playbook.timeZone)
  const near = [fresh.today, fresh.yesterday, fresh.dayBefore][clock.daysBetween(instant, now)]
  return near ? near(at) : fresh.onDay(date(clock.dayOf(instant), language), at)
}

export function freshnessLine(show: Show, { factsAsOf, historical }: Decision): string {
  const { fresh } = show.texts
  const instant = new Date(factsAsOf)
  if (historical) return fresh.asOf(date(show.compiled.clock.dayOf(instant), show.language), '')
  return fresh.asOf(whenText(show, instant), agoText(show, instant.getTime(), show.now.getTime()))
}

/** What an agent must know before trusting the rest: historical or stale data, an old playbook. */
export function presentStrips(show: Show, decision: Decision): DecidedView['strips'] {
  const { texts, compiled, language, now, checkedAt } = show
  const strips: DecidedView['strips'] = []
  const facts = new Date(decision.factsAsOf)
  if (isOld(checkedAt, now.getTime())) {
    const text = texts.fresh.oldPlaybook(agoText(show, checkedAt, now.getTime()))
    strips.push({ tone: 'warn', text, ask: { type: 'refresh', label: texts.fresh.refresh } })
  }
  if (decision.historical) {
    const day = compiled.clock.dayOf(new Date(decision.asOf))
    strips.push({ tone: 'none', text: texts.fresh.historical(date(day, language)) })
  } else if (now.getTime() - facts.getTime() > DAY) {
    strips.push({ tone: 'none', text: texts.fresh.stale(whenText(show, facts)) })
  }
  return strips
}
