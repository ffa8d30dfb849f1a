import { addDays } from '../../import/dates.ts'
import { dayOf, firstDay, momentOn, type Past, type PastEvent, someDays } from './past.ts'

const REASONS = ['enquiry', 'transfer', 'card', 'deposit', 'wealth', 'loan', 'mobile-bank', 'visit'] as const
const CHANNELS = ['phone', 'phone', 'phone', 'counter', 'app', 'web'] as const
const MATTERS = ['transfer-failed', 'card-dispute', 'fee', 'waiting-time', 'app-login', 'service'] as const

/** Talks up to the last one that the facts know; where they know none, the system of record delivered none. */
export function makeContacts(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const last = dayOf(facts, 'last_contact_on')
  if (last === undefined) return []
  const yesterday = addDays(last, -1)
  const days =
    yesterday > firstDay(asOf) ? someDays(past, firstDay(asOf), yesterday, chance.whole(0, 14)) : []
  const complaint = dayOf(facts, 'complaint_opened_on') === last
  return [
    ...days.map((day) => contact(past, day, chance.one(CHANNELS), chance.one(REASONS))),
    contact(past, last, String(facts.last_contact_channel), complaint ? 'complaint' : chance.one(REASONS)),
  ]
}

function contact(past: Past, day: string, channel: string, reason: string): PastEvent {
  const inbound = channel !== 'phone' || reason === 'complaint' || past.chance.unit() < 0.8
  const seconds = channel === 'phone' && { seconds: Math.round(40 * 30 ** past.chance.unit()) }
  const detail = { reason, direction: inbound ? 'inbound' : 'outbound', ...seconds }
  return { at: momentOn(day, past), channel, kind: 'contact', amount: null, detail }
}

/** The open complaint, opened on its day, and with some customers one from before that was answered. */
export function makeComplaints(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const last = dayOf(facts, 'last_contact_on')
  const opened = dayOf(facts, 'complaint_opened_on')
  const channel = opened === last ? String(facts.last_contact_channel) : 'phone'
  const open =
    opened === undefined
      ? []
      : [complaint(past, 'complaint_opened', opened, channel, 'c-2', String(facts.complaint_matter))]
  const earlier = addDays(last ?? asOf, -chance.whole(30, 300))
  if (last === undefined || earlier < firstDay(asOf) || chance.unit() >= 0.1) return open
  const [matter, answered] = [chance.one(MATTERS), addDays(earlier, chance.whole(2, 14))]
  return [
    complaint(past, 'complaint_opened', earlier, 'phone', 'c-1', matter),
    complaint(past, 'complaint_closed', answered, 'crm', 'c-1', matter),
    ...open,
  ]
}

function complaint(
  past: Past,
  kind: string,
  day: string,
  channel: string,
  id: string,
  matter: string,
): PastEvent {
  return { at: momentOn(day, past), channel, kind, amount: null, detail: { complaint: id, matter } }
}

/** Calls of the campaign before this one, the last of them as long ago as the facts say. */
export function makeCampaign(past: Past): PastEvent[] {
  const { facts, asOf, chance } = past
  const [ago, calls] = [facts.days_since_contact, facts.previous_contacts]
  if (typeof ago !== 'number' || typeof calls !== 'number') return []
  return Array.from({ length: calls }, (_, at) => ({
    ...{
      at: momentOn(addDays(asOf, -ago - 3 * (calls - 1 - at)), past),
      channel: 'phone',
      kind: 'campaign_call',
    },
    amount: null,
    detail: {
      calls: at + 1,
      seconds: Math.round(20 * 20 ** chance.unit()),
      device: chance.one(['cellular', 'telephone']),
    },
  }))
}
