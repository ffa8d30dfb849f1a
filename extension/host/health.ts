import type { Locator, Reader, Screen } from '../../worker/contract/adapter.ts'
import type { ReadPart, StepOutcome } from '../../worker/contract/health.ts'
import type { StepSeen } from '../messages.ts'
import { type Binding, partOf } from './frame.ts'
import { locate, locateSeen } from './locate.ts'
import { readStep } from './read.ts'
import { stands, unmet } from './screen.ts'

/** A long list says no more than its beginning. */
const ROWS = 50

type Root = ParentNode & Node

/** How each step fares in order, up to the first that settles the matter. */
function fare<Step extends Locator>(
  root: Root,
  steps: Step[],
  outcomeOf: (step: Step) => StepOutcome,
): StepOutcome[] {
  const all: StepOutcome[] = []
  for (const step of steps) {
    const outcome = outcomeOf(step)
    all.push(outcome === 'no-element' && locate(root, [step]) ? 'hidden' : outcome)
    if (outcome === 'read' || outcome === 'ambiguous') break
  }
  return all
}

const fareRead = (root: Root, steps: Reader) =>
  fare(root, steps, (step) => readStep(root, step).unread ?? 'read')

const farePlace = (root: Root, places: Locator[]) =>
  fare(root, places, (at) => (locateSeen(root, [at]) ? 'read' : 'no-element'))

/** Where the address is a screen's own and not all of its conditions hold: the first that does not. */
const missed = (doc: Document, screens: Screen[]): StepSeen[] =>
  screens.flatMap((screen) => {
    const fault = stands(doc, screen) && unmet(doc, screen)
    return fault ? [{ screen: screen.id, part: 'screen' as const, ...fault }] : []
  })

/** How each step of the adapter fares on what stands now: places in the adapter, nothing of the page. */
export function stepsSeen(doc: Document, screens: Screen[], binding: Binding | null): StepSeen[] {
  if (!binding) return missed(doc, screens)
  const { screen, reading, rows } = binding
  const all: StepSeen[] = []
  const add = (part: ReadPart, outcomes: StepOutcome[], first = 1) => {
    for (const [at, outcome] of outcomes.entries())
      all.push({ screen: screen.id, part, step: at + first, outcome })
  }
  add('screen', ['read'], 0)
  const { customer } = screen
  const part = customer && partOf(doc, customer)
  if (reading && customer && part) {
    add('number', fareRead(part, customer.number))
    add('anchor', farePlace(part, customer.anchor ?? []))
  } else if (customer) add('number', [reading ? 'no-element' : 'hidden'], 0)
  if (screen.rows) add('list', [rows.length ? 'read' : 'no-element'], 0)
  for (const { element } of rows.slice(0, ROWS)) add('rows', fareRead(element, screen.rows?.number ?? []))
  return all
}
