import type { Decision } from '../../worker/contract/decision.ts'
import type { Unchecked } from '../messages.ts'
import type { ContactView, DecidedView } from '../views.ts'
import { presentAssets } from './assets.ts'
import { allChecks, presentCheck } from './checks.ts'
import { presentComplaint } from './complaint.ts'
import { presentConsents } from './consents.ts'
import { shortKey } from './format.ts'
import { type FoundBy, foundByOwn, foundByStrips } from './found-by.ts'
import { freshnessLine, presentStrips, whenText } from './freshness.ts'
import { furtherSegments, headline, presentSegments } from './segments.ts'
import { isOff, type JudgedAction, type Known, knownOf, type Show } from './show.ts'
import { dismissReasons, hiddenLine, presentHidden, presentTip } from './tips.ts'

function checksPart(show: Show, known: Known, decision: Decision, action: JudgedAction | null) {
  const views = allChecks(show, decision, action).flatMap((check) => presentCheck(show, known, check))
  const checks = views.filter(({ mark }) => mark !== 'pass')
  const passed = views.filter(({ mark }) => mark === 'pass')
  const { toSee, passed: passedWords } = show.texts.checks
  const noChecks = isOff(show, 'compliance-check') ? show.texts.off.checks : show.texts.checks.nothing
  return {
    checks,
    noChecks,
    checksLine: toSee(checks.length),
    passed,
    passedLine: passedWords(passed.length),
  }
}

function tipsPart(show: Show, known: Known, decision: Decision) {
  const tips = decision.tips.flatMap((tip) => presentTip(show, known, tip))
  return {
    tips,
    noTips: isOff(show, 'next-best-action') ? show.texts.off.tips : show.texts.tips.nothing,
    tipsLine: show.texts.tips.count(tips.length),
    dismissReasons: dismissReasons(show),
    hiddenLine: hiddenLine(show, decision),
    hidden: presentHidden(show, decision),
  }
}

/** What IT has switched off, by name: warned of where that is the checks. */
function offStrips({ off, texts }: Show): DecidedView['strips'] {
  if (!off.length) return []
  const names = off.map((feature) => texts.off.names[feature]).join(texts.marks.list)
  const tone = off.includes('compliance-check') ? 'warn' : 'none'
  return [{ tone, text: texts.off.line(names) }]
}

/** Why a place beside the customer is not checked as theirs; whom it shows can be asked again. */
function besideStrips({ texts }: Show, unsure: readonly Unchecked[]): DecidedView['strips'] {
  const { doubt, unchecked } = texts
  const ask = { type: 'retry', label: doubt.retry } as const
  return [...new Set(unsure)].map((why) => ({ tone: 'warn', text: doubt.beside(unchecked[why].title), ask }))
}

/**
 * Everything the side panel shows of a decided customer; with the checks of the action at hand and the steps of the
 * contact, where there are any. `foundBy`: by which numbers other than their own. `unsure`:
 * why other places in the window name nobody.
 */
export function presentPanel(
  show: Show,
  decision: Decision,
  action: JudgedAction | null = null,
  contact: ContactView | null = null,
  foundBy: readonly FoundBy[] = [],
  unsure: readonly Unchecked[] = [],
): DecidedView {
  const known = knownOf(show, decision, action?.page)
  const keyShort = shortKey(decision.customerKey)
  return {
    state: 'decided',
    keyShort,
    headline: headline(show, decision),
    tags: furtherSegments(show, decision),
    onScreen: show.texts.subject.onScreen(keyShort) + foundByOwn(show, foundBy),
    freshness: freshnessLine(show, decision),
    strips: [
      ...offStrips(show),
      ...foundByStrips(show, foundBy),
      ...besideStrips(show, unsure),
      ...presentStrips(show, decision),
    ],
    refused: decision.refusedAt ? show.texts.refusedSince(whenText(show, new Date(decision.refusedAt))) : '',
    contact,
    ...checksPart(show, known, decision, action),
    ...tipsPart(show, known, decision),
    segments: presentSegments(show, known, decision),
    complaint: presentComplaint(show, known),
    assets: presentAssets(show, known),
    consents: presentConsents(show, known),
    playbook: show.texts.playbook(decision.playbookVersion),
  }
}
