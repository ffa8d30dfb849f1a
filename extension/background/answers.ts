import type { Decision } from '../../worker/contract/decision.ts'
import type { Outcome } from '../../worker/contract/outcome.ts'
import { containsAny, scanIdentifiers } from '../../worker/decision/scan.ts'
import type { FromPage, OverrideProblem, TipAnswer } from '../messages.ts'
import { judgeAction, stopping } from './action.ts'
import type { FrameState } from './frame-state.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/** Fewer letters than this explain nothing. */
const SHORTEST_REASON = 6

type What = Pick<Outcome, 'subject' | 'subjectId' | 'kind'> &
  Partial<Pick<Outcome, 'reasonId' | 'reasonText' | 'segmentId'>>

/** Stores an outcome and sends it on. Two of one id are one outcome. */
export async function store(
  { outbox }: Services,
  customerKey: string,
  playbookVersion: number,
  what: What,
  id: string = crypto.randomUUID(),
): Promise<void> {
  await outbox.add({ id, at: new Date().toISOString(), customerKey, playbookVersion, ...what })
}

/** The customer's headline segment then, for an outcome under the same playbook; in another it may be none. */
export function headline(decision: Decision | null, version: number): Pick<What, 'segmentId'> {
  const segment = decision?.playbookVersion === version ? decision.segments[0] : undefined
  return segment ? { segmentId: segment.id } : {}
}

type Id = string | Promise<string>

/** Stores an outcome for the decision on the customer whom the tab shows when this is called. */
export async function record(services: Services, tab: Tab, what: What, id?: Id): Promise<void> {
  // Whatever is awaited, the customer is taken first: afterwards it may be another.
  const decision = tab.decision()
  if (!decision) return
  const { customerKey, playbookVersion } = decision
  const whole = { ...what, ...headline(decision, playbookVersion) }
  await store(services, customerKey, playbookVersion, whole, await id)
}

/** An answered tip is gone from every surface at once; the edge hears of it by the outbox. */
export async function answerTip(
  services: Services,
  tab: Tab,
  { tipId, answer, reasonId }: TipAnswer,
  id?: Id,
): Promise<void> {
  const decision = tab.decision()
  if (!decision?.tips.some((tip) => tip.id === tipId)) return
  const reason = reasonId ? { reasonId } : {}
  await record(services, tab, { subject: 'tip', subjectId: tipId, kind: answer, ...reason }, id)
  tab.drop(tipId)
  tab.redraw()
}

type Override = Extract<FromPage, { type: 'override' }>

/** The checks that stop the action in this frame as it stands now; null where the frame has asked about another. */
function stoppingNow(services: Services, tab: Tab, frame: FrameState, override: Override): string[] | null {
  const { current } = services.playbooks
  const asked = frame.asked.get(override.guardId)
  if (!current || asked?.sequence !== override.sequence) return null
  const action = judgeAction(current, tab.decisionIn(frame), tab.contactIn(frame), asked)
  return stopping(current, action).map(({ id }) => id)
}

const sameIds = (a: string[], b: string[]): boolean => a.toSorted().join() === b.toSorted().join()

/**
 * Why a reason cannot be taken, or null. The page says what was stopped; that it is so still is judged here, on the
 * fields and the customer of this moment. What is written to the bank must not name the customer.
 */
export function overrideProblem(
  services: Services,
  tab: Tab,
  frame: FrameState,
  override: Override,
): OverrideProblem | null {
  const { key8, checkIds, reasonId, reasonText } = override
  const rules = services.playbooks.current?.numbered.playbook.checks ?? []
  if (!key8 || !tab.decisionIn(frame)?.customerKey.startsWith(key8)) return 'no-customer'
  const now = stoppingNow(services, tab, frame, override)
  if (!now || !sameIds(now, checkIds)) return 'changed'
  const allowed = checkIds.every((id) =>
    rules.find((rule) => rule.id === id)?.overrideReasons?.some((reason) => reason.id === reasonId),
  )
  if (!allowed || !checkIds.length) return 'not-allowed'
  if ([...reasonText].length < SHORTEST_REASON) return 'reason-too-short'
  const named = scanIdentifiers(reasonText).length > 0 || containsAny(reasonText, tab.numbers())
  return named ? 'reason-holds-identifier' : null
}

/** Records an override once for each check it passes. */
export async function recordOverride(
  services: Services,
  tab: Tab,
  { checkIds, reasonId, reasonText }: Override,
): Promise<void> {
  const overridden = { subject: 'check', kind: 'overridden', reasonId, reasonText } as const
  await Promise.all(checkIds.map((subjectId) => record(services, tab, { ...overridden, subjectId })))
}
