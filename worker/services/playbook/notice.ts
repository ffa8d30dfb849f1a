import type { ChangeNotice } from '../../contract/change.ts'
import type { ItemRef } from '../../contract/item.ts'
import type { Audience, Notice } from '../../contract/live.ts'
import type { Playbook, Tip } from '../../contract/playbook.ts'
import { zoneClock } from '../../decision/clock.ts'
import { itemOf } from '../../decision/items.ts'

const MINUTE = 60_000

/** A change that comes with a word to agents. */
export interface Told extends ItemRef {
  /** Of the change. */
  id: string
  notice: ChangeNotice
}

/** What agents are told with a version. The words about a tip are for those whom the tip is for, as long as it holds. */
export function noticeOf(told: Told, version: number, before: Playbook, after: Playbook): Notice {
  const { id, kind, itemId, notice } = told
  const item = itemOf(after, kind, itemId) ?? itemOf(before, kind, itemId)
  const tip = kind === 'tip' ? (item as Tip | undefined) : undefined
  return {
    id,
    version,
    kind,
    itemId,
    urgent: notice.urgent,
    text: notice.text,
    audience: tip ? audienceOf(tip, after) : {},
    until: tip?.until ? endOf(tip.until, after.timeZone) : null,
  }
}

function audienceOf({ teams, roles, shifts }: Tip, playbook: Playbook): Audience {
  const hours = playbook.shifts
    .filter(({ id }) => shifts?.includes(id))
    .map(({ from, until }) => ({ from, until }))
  return { ...(teams && { teams }), ...(roles && { roles }), ...(shifts && { shifts: hours }) }
}

/** The instant after the last minute of a day or minute in a time zone, ISO; null where the day does not exist. */
function endOf(local: string, timeZone: string): string | null {
  const clock = zoneClock(timeZone)
  const [last = local, time = '23:59'] = local.split('T')
  const start = clock.startOf(last)
  if (!start) return null
  const wanted = Date.parse(`${last}T${time}Z`)
  const near = start.getTime() + wanted - Date.parse(`${last}T00:00Z`)
  // Clocks may have changed since the day began.
  const off = wanted - Date.parse(`${clock.minuteOf(new Date(near))}Z`)
  return new Date(near + off + MINUTE).toISOString()
}
