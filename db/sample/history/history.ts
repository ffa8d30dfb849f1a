import type { Facts } from '../../../worker/contract/catalogue.ts'
import { STORIES } from '../stories.ts'
import { makeCampaign, makeComplaints, makeContacts } from './contacts.ts'
import { makeEntries } from './entries.ts'
import { chanceFrom, type PastEvent } from './past.ts'
import { makeLooks, makeProducts } from './products.ts'

/**
 * What happened with a customer in the last two years, made up from seed, number and facts alone: what the catalogue
 * folds from it are the facts that were given, and nothing happens of which they know nothing. In order of time.
 * @param asOf ISO day
 */
export function customerHistory(seed: string, number: string, facts: Facts, asOf: string): PastEvent[] {
  const chance = chanceFrom(`${seed}|${number}|history`)
  const story = STORIES.find((one) => one.number === number)
  const past = { facts, asOf, chance, looks: story?.looks }
  const events = [
    ...(story?.events?.(asOf) ?? []),
    ...makeEntries(past),
    ...makeContacts(past),
    ...makeComplaints(past),
    ...makeCampaign(past),
    ...makeLooks(past),
    ...makeProducts(past),
  ]
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
