import type { Facts } from '../../../worker/contract/catalogue.ts'
import type { Script } from '../../../worker/contract/playbook.ts'
import { withinBounds } from '../../../worker/decision/bounds.ts'
import { parsePageFields } from '../../../worker/decision/check.ts'
import type { ContactValues, PageValues } from '../../../worker/decision/facts.ts'
import { completeFromProducts } from '../../../worker/decision/products.ts'
import { likelyScripts, type StepForCustomer, stepsFor } from '../../../worker/decision/scripts.ts'
import { withoutGroups } from '../../../worker/decision/too-old.ts'
import { contactValues, type TabContact } from '../contacts.ts'
import { mayNotShow } from '../live/gone.ts'
import type { Current } from '../playbooks.ts'
import type { Services } from '../services.ts'
import type { Tab } from '../tab.ts'
import type { StepAtHand } from './walk.ts'
import type { KeptWalk } from './walks.ts'

/** Everything a script is filled from and asked with: of the tab's one customer, and of nobody else. */
export interface ScriptValues {
  facts: Facts
  page: PageValues
  contact: ContactValues
  now: Date
  /** Attributes left out of the facts since they are too old. */
  stale: string[]
  segments: string[]
}

/** A walk with the steps that concern its customer. */
export interface WalkUnderWay {
  walk: KeptWalk
  script: Script
  steps: StepForCustomer[]
}

/** What is known of the customer now; without a decision nothing but the page and the contact. */
export function scriptValues(
  { compiled, numbered }: Current,
  tab: Tab,
  contact: TabContact | null,
  now: Date,
): ScriptValues {
  const decision = tab.decision()
  const fields = tab.fields()
  const page = fields ? parsePageFields(fields, numbered.playbook.pageFields) : {}
  return {
    facts: withinBounds(decision?.facts ?? {}, compiled.bounded),
    page: completeFromProducts(page, compiled.products),
    contact: contactValues(contact, now),
    now: decision?.historical ? new Date(decision.asOf) : now,
    stale: withoutGroups(compiled, decision?.stale ?? []),
    segments: (decision?.segments ?? []).map(({ id }) => id),
  }
}

const scope = ({ facts, page, contact, now, stale }: ScriptValues) => ({
  ...{ customer: facts, page, contact, now, stale },
})

/** A script that may be shown; undefined where there is none of that id, or it is gone since. */
export const scriptIn = ({ numbered, heard }: Current, id: string): Script | undefined =>
  mayNotShow(heard, 'script', id) ? undefined : numbered.playbook.scripts.find((one) => one.id === id)

/** Scripts that may be shown, those that suit the customer now before the others. */
export function scriptsFor(current: Current, values: ScriptValues): { script: Script; likely: boolean }[] {
  const likely = new Set(likelyScripts(current.compiled, scope(values)))
  const all = current.numbered.playbook.scripts
    .filter(({ id }) => scriptIn(current, id))
    .map((script) => ({ script, likely: likely.has(script.id) }))
  return [...all.filter(({ likely }) => likely), ...all.filter(({ likely }) => !likely)]
}

/** The walk of the tab's contact; null where there is none, or the script is no longer the one it began with. */
export function walkUnderWay(
  services: Services,
  current: Current,
  tab: Tab,
  values: ScriptValues,
): WalkUnderWay | null {
  const walk = services.walks.of(tab.id, tab.contact())
  const script = walk && scriptIn(current, walk.scriptId)
  if (!walk || !script || JSON.stringify(script) !== walk.text) return null
  return { walk, script, steps: stepsFor(current.compiled, script, scope(values), values.segments) }
}

/** Steps as moves take them. */
export const handed = (steps: readonly StepForCustomer[]): StepAtHand[] =>
  steps.map(({ step: { id, required }, variant }) => ({ id, required, variant }))
