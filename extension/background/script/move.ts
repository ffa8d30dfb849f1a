import type { ScriptMove } from '../../messages.ts'
import type { Services } from '../services.ts'
import { doStep } from '../steps.ts'
import type { Tab } from '../tab.ts'
import { handed, scriptIn, scriptValues, type WalkUnderWay, walkUnderWay } from './state.ts'
import { atHand, ending, goingBack, type Walk } from './walk.ts'

/** So many moves can be heard again. */
const MADE = 20

/** Begins a script in the contact under way; the one before it is over. */
async function start(services: Services, tab: Tab, scriptId: string, id: string, now: Date): Promise<void> {
  const { current } = services.playbooks
  const contact = tab.contact()
  const script = current && scriptIn(current, scriptId)
  if (!contact || !script || services.walks.of(tab.id, contact)?.runId === id) return
  await services.walks.keep({
    ...{ tab: tab.id, runId: id, contact: contact.startedAt, scriptId },
    ...{ version: current.numbered.version, text: JSON.stringify(script), spoken: null, finished: false },
    ...{ since: now.toISOString(), ended: {}, seconds: {}, made: [id] },
  })
}

/** The walk after a move; the same where the move changes nothing. */
function moved({ walk, steps }: WalkUnderWay, move: ScriptMove, now: Date): Walk {
  switch (move.do) {
    case 'done':
    case 'skipped':
      return ending(walk, handed(steps), move.stepId, move.do, now)
    case 'back':
      return goingBack(walk, handed(steps), now)
    case 'speak':
      return { ...walk, spoken: move.language }
    default:
      return walk
  }
}

/** False where the move changes nothing. */
async function keepMoved(
  services: Services,
  tab: Tab,
  under: WalkUnderWay,
  move: ScriptMove,
  id: string,
  now: Date,
): Promise<boolean> {
  const after = moved(under, move, now)
  if (after === under.walk) return false
  const steps = under.steps.map(({ step }) => step)
  const finished = atHand(after, steps) === undefined
  await services.walks.keep({ ...after, tab: tab.id, finished, made: [...under.walk.made, id].slice(-MADE) })
  return true
}

/** Steps of the contact that are done with a step of the script: a check that waits for one turns at once. */
async function confirm(services: Services, tab: Tab, under: WalkUnderWay, stepId: string): Promise<void> {
  const confirms = under.steps.find(({ step }) => step.id === stepId)?.step.confirms ?? []
  for (const id of confirms) await doStep(services, tab, id)
}

/**
 * What an agent does with a script. Who asks has seen that the panel still shows this customer.
 * @param id of the move, a UUID: heard twice it is made once
 */
export async function moveScript(
  services: Services,
  tab: Tab,
  move: ScriptMove,
  id: string,
  now = new Date(),
): Promise<void> {
  const { current } = services.playbooks
  if (!current) return
  if (move.do === 'start') await start(services, tab, move.scriptId, id, now)
  else if (move.do === 'end') await services.walks.end(tab.id)
  else {
    const under = walkUnderWay(services, current, tab, scriptValues(current, tab, tab.contact(), now))
    if (!under) return
    if (!under.walk.made.includes(id) && !(await keepMoved(services, tab, under, move, id, now))) return
    if (move.do === 'done') await confirm(services, tab, under, move.stepId)
  }
  services.panel(tab)
}
