import type { Arranging } from '../arrangement.ts'
import type { FromPage, PageSaid } from '../messages.ts'
import { askVerdict } from './action.ts'
import { answerTip, overrideProblem, record, recordOverride } from './answers.ts'
import { failureKind } from './failure.ts'
import type { FrameState } from './frame-state.ts'
import { idOf } from './id-of.ts'
import { isDone } from './is-done.ts'
import { offerPrompt } from './prompt.ts'
import { adapterOf } from './screens.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

type Of<T extends FromPage['type']> = Extract<PageSaid, { type: T }>
type Handlers = {
  [T in FromPage['type']]: (services: Services, tab: Tab, frame: FrameState, message: Of<T>) => unknown
}

async function showRows(
  services: Services,
  _tab: Tab,
  frame: FrameState,
  message: Of<'rows'>,
): Promise<void> {
  const { generation, numbers, screen } = message
  frame.rows = message
  const adapter = adapterOf(services.playbooks.adapters, screen)
  const keys = await Promise.all(numbers.map((number) => number && services.keys.make(number, adapter)))
  const asked = keys.filter((key) => key !== null)
  if (frame.generation === generation)
    frame.wrongRows = keys.filter((key, at) => key === null && numbers[at] !== null).length
  const words = services.words()
  try {
    // A request holds a hundred keys; a longer list takes several at once.
    const parts = Array.from({ length: Math.ceil(asked.length / 100) }, (_, at) =>
      asked.slice(at * 100, at * 100 + 100),
    )
    await Promise.all(parts.map((part) => services.decisions.get(part as string[])))
    const views = keys.map((key) => (key ? words.row(services.decisions.peek(key)) : words.unreadRow()))
    if (frame.generation === generation) frame.send({ type: 'rows', generation, views })
  } catch (error) {
    const views = keys.map((key) => (key ? words.failedRow(failureKind(error)) : words.unreadRow()))
    if (frame.generation === generation) frame.send({ type: 'rows', generation, views })
  }
}

/** What was said under that number in that document is one doing, however often it is heard. */
const doingOf = ({ port: { sender } }: FrameState, nth: number, part = ''): Promise<string> =>
  idOf(sender?.documentId ?? '', String(nth), part)

/** A frame without a number of its own may have been told of the customer before. */
const isFor = (tab: Tab, told: string | null): boolean => told === null || tab.showsCustomer(told)

/** Pressed while the customer is decided anew, it waits for that. */
async function answerFromCard(
  services: Services,
  tab: Tab,
  frame: FrameState,
  { generation, tipId, answer, reasonId, nth }: Of<'answer'>,
): Promise<void> {
  const { told } = frame
  await tab.quiet()
  if (frame.generation !== generation || !isFor(tab, told)) return
  const given = { tipId, answer, ...(reasonId && { reasonId }) }
  await answerTip(services, tab, given, doingOf(frame, nth))
  await showCard(services, tab, frame, 'goOn', doingOf(frame, nth, 'shown'))
}

async function override(
  services: Services,
  tab: Tab,
  frame: FrameState,
  message: Of<'override'>,
): Promise<void> {
  const { generation, sequence, guardId } = message
  await tab.settled()
  if (frame.generation !== generation) return
  const problem = overrideProblem(services, tab, frame, message)
  if (!problem) await recordOverride(services, tab, message)
  const told = problem ? services.words().overrideProblem(problem) : ''
  frame.send({ type: 'override-result', generation, sequence, guardId, accepted: !problem, problem: told })
  if (problem === 'changed') await askVerdict(services, tab, frame, guardId)
}

function takeArranging({ arrangements }: Services, _tab: Tab, frame: FrameState, message: Arranging): void {
  frame.arranged += 1
  arrangements.take(message)
}

/** What each message of a page does. A message of an older generation does nothing. */
export const pageHandlers: Handlers = {
  reading: async (services, tab, frame, message) => {
    await tab.read(frame, message)
    tab.tellNotice(services.words().urgentNotice(), frame)
  },
  rows: showRows,
  fields: (services, tab, frame, { guardId, sequence, kind, fields }) => {
    frame.asked.set(guardId, { sequence, kind, fields })
    return askVerdict(services, tab, frame, guardId)
  },
  stopped: async (services, tab, frame, { checkIds, nth }) => {
    const { generation, told } = frame
    await tab.quiet()
    // A stop over a number that may be another's is no matter of the customer beside it.
    if (frame.unsure || frame.generation !== generation || !isFor(tab, told)) return
    tab.attend(frame)
    const blocked = { subject: 'check', kind: 'blocked' } as const
    const each = checkIds.map((subjectId) =>
      record(services, tab, { ...blocked, subjectId }, doingOf(frame, nth, subjectId)),
    )
    await Promise.all(each)
  },
  override,
  answer: answerFromCard,
  'open-card': async (services, tab, frame, { nth }) => {
    openPanel(tab)
    const { generation } = frame
    await tab.quiet()
    if (frame.generation === generation)
      await showCard(services, tab, frame, 'open', doingOf(frame, nth, 'shown'))
  },
  'open-panel': (_services, tab) => openPanel(tab),
  hands: (services, tab, frame, { busy }) => {
    if (busy && !frame.busy) tab.active()
    frame.busy = busy
    if (!tab.busy) services.notices.rest()
    offerPrompt(services, tab)
  },
  'notice-seen': ({ notices }, _tab, _frame, { notice }) => notices.seen(notice),
  'notice-read': ({ notices }, _tab, _frame, { notice }) => notices.acknowledge(notice),
  move: takeArranging,
  shrink: takeArranging,
  meddled: (services, tab, frame, { what }) => {
    frame.meddling = what
    services.panel(tab)
  },
  health: async (services, _tab, frame, { steps }) => {
    // Without a policy no number can be told from another text.
    if (!services.policy().policy) return
    const number = frame.unread === 'not-a-number' || frame.unread === 'not-an-identifier' ? 1 : 0
    await services.health.count(steps, { number, rows: frame.wrongRows })
  },
  prompted: async (services, tab, frame, { tipId, nth }) => {
    const { generation, told } = frame
    await tab.quiet()
    if (frame.generation !== generation || !isFor(tab, told) || !services.contacts.seeCard(tab.id)) return
    const prompted = { subject: 'tip', subjectId: tipId, kind: 'prompted' } as const
    await record(services, tab, prompted, doingOf(frame, nth))
  },
}

/** Needs the agent's own press, which travels with the message: nothing may be awaited before. */
function openPanel(tab: Tab): void {
  chrome.sidePanel.open({ tabId: tab.id }).catch(() => undefined)
}

/** Shows the card of a tab's customer in a frame: opened by the agent, or gone on with after an answer. */
export async function showCard(
  services: Services,
  tab: Tab,
  frame: FrameState,
  how: 'open' | 'goOn' = 'open',
  id?: Promise<string>,
): Promise<void> {
  const view = frame.unsure ? null : services.words().card(tab)
  if (!view || services.standing().off.includes('next-best-action')) return
  frame.send({ type: 'card', generation: frame.generation, view, how })
  frame.told = tab.underWay?.customerKey ?? null
  services.contacts.seeCard(tab.id)
  const [tip] = view.tips
  if (tip) await record(services, tab, { subject: 'tip', subjectId: tip.id, kind: 'shown' }, id)
}

/** Under another playbook the rows of a list are asked for again; they are the same. */
export function renewRows(services: Services, tab: Tab, frame: FrameState): void {
  if (frame.rows) void showRows(services, tab, frame, frame.rows)
}

/** Gives a message to its handler, and says that it is done. */
export async function receive(
  services: Services,
  tab: Tab,
  frame: FrameState,
  said: PageSaid,
): Promise<void> {
  const done = await isDone(said.type, () => handle(services, tab, frame, said))
  if (done && said.nth !== undefined) frame.send({ type: 'done', nth: said.nth })
}

function handle(services: Services, tab: Tab, frame: FrameState, message: FromPage): unknown {
  // A reading or a list begins a generation; everything else must belong to the present one.
  const begins = message.type === 'reading' || message.type === 'rows'
  const bound = 'generation' in message && !begins
  if (bound && message.generation !== frame.generation) return undefined
  const handler = pageHandlers[message.type] as (s: Services, t: Tab, f: FrameState, m: FromPage) => unknown
  return handler(services, tab, frame, message)
}
