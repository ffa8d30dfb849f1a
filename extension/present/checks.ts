import type { DecidedCheck, Decision } from '../../worker/contract/decision.ts'
import type { Check, Verdict } from '../../worker/contract/playbook.ts'
import { byStrictness } from '../../worker/decision/check.ts'
import type { CheckView, Mark } from '../views.ts'
import { explainCheck } from './explain.ts'
import { maskedIn } from './masked.ts'
import { namesText } from './names.ts'
import { isOff, type JudgedAction, type Known, type Show } from './show.ts'
import { fill } from './template.ts'
import { word } from './values.ts'

export const markOf = (verdict: Verdict): Mark => (verdict === 'not-checked' ? 'none' : verdict)

export const ruleOf = (show: Show, id: string): Check | undefined =>
  show.compiled.playbook.checks.find((check) => check.id === id)

/** A form that is still being filled in has not failed to say what it will say. */
const settled = ({ verdict, missing }: DecidedCheck) =>
  verdict !== 'not-checked' || missing.every((name) => !name.startsWith('page.'))

/** Everything checked about the customer and the action at hand, strictest first. */
export function allChecks(show: Show, decision: Decision, action: JudgedAction | null): DecidedCheck[] {
  const onForm = action?.checks.filter(settled) ?? []
  return byStrictness([...decision.checks, ...onForm], show.compiled)
}

/** Why a check could not be made, and what to do about it. */
export function doubtOf(show: Show, missing: readonly string[]): { what: string; now: string } {
  const { checks } = show.texts
  if (!missing.length) return { what: checks.ruleFault, now: checks.tellSupervisor }
  const from = (scope: string) => missing.some((name) => name.startsWith(scope))
  const now = from('contact.') ? checks.byHand : checks.askCustomer
  return { what: checks.missing(namesText(show, missing)), now: from('page.') ? checks.fillPage : now }
}

function detail(show: Show, known: Known, rule: Check, { verdict, missing }: DecidedCheck): string {
  if (verdict === 'not-checked') {
    const { what, now } = doubtOf(show, missing)
    return what + show.texts.marks.gap + now
  }
  return verdict === 'pass' ? '' : fill(show, known, rule.whatNow)
}

/** What is wrong in a few words with the values; the check's name where it gives none. */
export const headlineOf = (show: Show, known: Known, { headline, label }: Check): string =>
  fill(show, known, headline ?? label)

export function presentCheck(show: Show, known: Known, check: DecidedCheck): CheckView[] {
  const rule = ruleOf(show, check.id)
  if (!rule) return []
  const found = check.verdict !== 'pass' && check.verdict !== 'not-checked'
  return [
    {
      id: check.id,
      mark: markOf(check.verdict),
      label: found ? headlineOf(show, known, rule) : word(show, rule.label),
      verdict: show.texts.verdicts[check.verdict],
      detail: detail(show, known, rule, check),
      finding: found ? fill(show, known, rule.finding) : '',
      masked: found ? maskedIn(show, known, [rule.headline ?? rule.label, rule.finding, rule.whatNow]) : [],
      citation: word(show, rule.citation),
      ...(rule.citationUrl && { citationUrl: rule.citationUrl }),
      explain: explainCheck(show, check),
      unverified: !rule.verified,
    },
  ]
}

/** How the checks stand, in one line. */
export function checksLine(show: Show, checks: readonly DecidedCheck[]): string {
  const { texts } = show
  if (isOff(show, 'compliance-check')) return texts.off.checks
  const toSee = checks.filter(({ verdict }) => verdict !== 'pass')
  const [first] = toSee
  if (!first) return checks.length ? texts.checks.allPassed(checks.length) : texts.checks.none
  const alike = toSee.filter(({ verdict }) => verdict === first.verdict).length
  return texts.checks.line(texts.verdicts[first.verdict], alike, toSee.length - alike)
}
