import { beforeEach, expect, it } from 'vitest'
import { answerTip } from '../../extension/background/answers.ts'
import { Contacts } from '../../extension/background/contacts.ts'
import { moveScript } from '../../extension/background/script/move.ts'
import { Walks } from '../../extension/background/script/walks.ts'
import type { Services } from '../../extension/background/services.ts'
import { doStep } from '../../extension/background/steps.ts'
import { Tab } from '../../extension/background/tab.ts'
import type { ScriptMove } from '../../extension/messages.ts'
import { Outcome } from '../../worker/contract/outcome.ts'
import { compilePlaybook } from '../../worker/decision/decide.ts'
import { decided, playbook, wealthy } from '../panel/story.ts'
import { area } from './area.ts'

const TAB = 7
const [step] = playbook.contactSteps
const script = playbook.scripts.find(({ steps }) => steps.some(({ confirms }) => confirms?.length))
if (!step || !script) throw new Error('nothing to do in the playbook')
const current = { compiled: compilePlaybook(playbook), numbered: { playbook, version: 3 }, heard: null }

type Area = ConstructorParameters<typeof Walks>[0]
let kept: { session: ReturnType<typeof area>; local: ReturnType<typeof area> }
let sent: Map<string, Outcome>

/** A worker that begins: it knows what was kept, and nothing else. */
async function worker() {
  const contacts = new Contacts(kept.session as unknown as Area)
  const walks = new Walks(kept.local as unknown as Area, { day: () => '2026-11-26', tell: async () => {} })
  await contacts.restore()
  await walks.restore((tab) => contacts.of(tab))
  const outbox = { add: async (one: Outcome) => void sent.set(one.id, Outcome.parse(one)) }
  const services = { contacts, walks, outbox, playbooks: { current }, panel: () => {} } as unknown as Services
  const decision = decided(wealthy)
  const tab: Tab = Object.assign(Object.create(Tab.prototype), {
    ...{ id: TAB, contact: () => contacts.of(TAB), decision: () => decision, fields: () => null },
    ...{ active: () => {}, redraw: () => {}, drop: () => {} },
  })
  return { services, tab, contacts, walks, decision }
}
const walkOf = async () => {
  const { walks, contacts } = await worker()
  return walks.of(TAB, contacts.of(TAB))
}
const move = async (one: ScriptMove, id: string) => {
  const { services, tab } = await worker()
  await moveScript(services, tab, one, id)
}

beforeEach(async () => {
  kept = { session: area(), local: area() }
  sent = new Map()
  const { contacts, decision } = await worker()
  contacts.open(TAB, decision.customerKey, 'phone', new Date())
})

it('an answer to a tip is one outcome, whichever worker hears it', async () => {
  const id = crypto.randomUUID()
  for (let turn = 0; turn < 2; turn++) {
    const { services, tab, decision } = await worker()
    const tipId = decision.tips[0]?.id ?? ''
    await answerTip(services, tab, { tipId, answer: 'accepted' }, id)
  }
  expect([...sent.keys()]).toEqual([id])
})

it('a step of the contact is one outcome; ticked by a worker that died before it was kept, it is kept by the next', async () => {
  const first = await worker()
  first.services.outbox.add = () => Promise.reject(new Error('stopped'))
  await expect(doStep(first.services, first.tab, step.id)).rejects.toThrow('stopped')
  expect(sent.size).toBe(0)
  for (let turn = 0; turn < 2; turn++) {
    const { services, tab } = await worker()
    await doStep(services, tab, step.id)
  }
  expect([...sent.values()]).toMatchObject([{ subject: 'step', subjectId: step.id, kind: 'done' }])
})

it('a script begun twice is one, and goes on from where it stood', async () => {
  const [begin, first] = [crypto.randomUUID(), script.steps[0]?.id ?? '']
  await move({ do: 'start', scriptId: script.id }, begin)
  await move({ do: 'done', stepId: first }, crypto.randomUUID())
  await move({ do: 'start', scriptId: script.id }, begin)
  expect(await walkOf()).toMatchObject({ runId: begin, ended: { [first]: { outcome: 'done' } } })
})

it('a step back is one step back, also where two were pressed', async () => {
  await move({ do: 'start', scriptId: script.id }, crypto.randomUUID())
  const ids = script.steps.slice(0, 2).map(({ id }) => id)
  for (const stepId of ids) await move({ do: 'done', stepId }, crypto.randomUUID())
  const presses = [crypto.randomUUID(), crypto.randomUUID()]
  await move({ do: 'back' }, presses[0] ?? '')
  expect(Object.keys((await walkOf())?.ended ?? {})).toEqual(ids.slice(0, 1))
  await move({ do: 'done', stepId: ids[1] ?? '' }, crypto.randomUUID())
  for (const id of [presses[0], presses[1], presses[0], presses[1]]) await move({ do: 'back' }, id ?? '')
  expect(Object.keys((await walkOf())?.ended ?? {})).toEqual(ids.slice(0, 1))
})

it('what a step of a script confirms is confirmed though the worker died in between', async () => {
  await move({ do: 'start', scriptId: script.id }, crypto.randomUUID())
  const { steps } = script
  const at = steps.findIndex(({ confirms }) => confirms?.length)
  for (const { id } of steps.slice(0, at)) await move({ do: 'done', stepId: id }, crypto.randomUUID())
  const [id, stepId] = [crypto.randomUUID(), steps[at]?.id ?? '']
  sent.clear()
  const dying = await worker()
  dying.services.outbox.add = () => Promise.reject(new Error('stopped'))
  const press = { do: 'done', stepId } as const
  await expect(moveScript(dying.services, dying.tab, press, id)).rejects.toThrow('stopped')
  await move(press, id)
  expect([...sent.values()].map(({ subjectId }) => subjectId)).toEqual(steps[at]?.confirms)
})
