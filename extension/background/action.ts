import type { ActionKind } from '../../worker/contract/action.ts'
import type { DecidedCheck, Decision } from '../../worker/contract/decision.ts'
import type { Check } from '../../worker/contract/playbook.ts'
import { checkAction, checkRemark, parsePageFields } from '../../worker/decision/check.ts'
import { byStrictness } from '../../worker/decision/verdicts.ts'
import type { JudgedAction } from '../present/show.ts'
import { contactValues, type TabContact } from './contacts.ts'
import type { FrameState } from './frame-state.ts'
import { isGone } from './live/gone.ts'
import type { Current } from './playbooks.ts'
import type { Services } from './services.ts'
import type { Tab } from './tab.ts'

/** What is asked about a guarded action. */
export interface AskedAction {
  kind: ActionKind
  fields: Record<string, string>
}

/** Judges a guarded action on facts, page fields and contact, in the browser. Without a decision its facts are unknown. */
export function judgeAction(
  { compiled, numbered, heard }: Current,
  decision: Decision | null,
  underWay: TabContact | null,
  { kind, fields }: AskedAction,
): JudgedAction {
  const { publishedAt } = numbered
  const contact = contactValues(underWay, new Date())
  const page = parsePageFields(fields, numbered.playbook.pageFields)
  const asOf = decision?.historical ? decision.asOf : new Date().toISOString()
  const facts = decision?.facts ?? null
  const action = checkAction(compiled, {
    ...{ kind, facts, page, contact, asOf, publishedAt },
    stale: decision?.stale,
  })
  const remark = fields.remark === undefined ? [] : checkRemark(compiled, fields.remark)
  const done = contact.steps ?? []
  const checks = [...action, ...remark].filter(({ id }) => !isGone(heard, 'check', id))
  return { checks: byStrictness(checks, compiled), page, done }
}

/** True where a check does not let the action pass: a block, a doubt that stops, a warning that asks for a reason. */
export function stops(rule: Check, { verdict }: DecidedCheck): boolean {
  if (verdict === 'block') return true
  if (verdict === 'not-checked') return rule.inDoubt === 'stop'
  return verdict === 'warn' && rule.overrideReasons !== undefined
}

/** The checks that stop an action, strictest first. */
export function stopping(current: Current, { checks }: JudgedAction): DecidedCheck[] {
  const rules = new Map(current.numbered.playbook.checks.map((rule) => [rule.id, rule]))
  return checks.filter((check) => {
    const rule = rules.get(check.id)
    return rule !== undefined && stops(rule, check)
  })
}

/** Judges what a frame asked last about a guarded action and tells it, unless it asks something else by then. */
export async function askVerdict(
  services: Services,
  tab: Tab,
  frame: FrameState,
  guardId: string,
): Promise<void> {
  const asked = frame.asked.get(guardId)
  // While a window is changing over nobody is the customer: what was asked is judged as soon as somebody is.
  if (!asked || tab.changing) return
  const { generation } = frame
  await tab.settled()
  // Another number may have come meanwhile.
  if (frame.generation !== generation || frame.asked.get(guardId) !== asked || tab.changing) return
  const stop = services.words().stop(tab, frame, asked)
  frame.send({ type: 'verdict', generation, sequence: asked.sequence, guardId, stop })
  if (stop) frame.told = tab.decisionIn(frame)?.customerKey ?? null
  if (tab.action()) tab.show()
}
