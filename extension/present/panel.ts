import type { Decision } from '../../worker/contract/decision.ts'
import type { ContactView, DecidedView } from '../views.ts'
import { presentAssets } from './assets.ts'
import { allChecks, presentCheck } from './checks.ts'
import { presentComplaint } from './complaint.ts'
import { presentConsents } from './consents.ts'
import { shortKey } from './format.ts'
import { freshnessLine, presentStrips, whenText } from './freshness.ts'
import { furtherSegments, headline, presentSegments } from './segments.ts'
import { type JudgedAction, type Known, knownOf, type Show } from './show.ts'
import { dismissReasons, hiddenLine, presentHidden, presentTip } from './tips.ts'

function checksPart(show: Show, known: Known, decision: Decision, action: JudgedAction | null) {
  const views = allChecks(show, decision, action).flatMap((check) => presentCheck(show, known, check))
  const checks = views.filter(({ mark }) => mark !== 'pass')
  const passed = views.filter(({ mark }) => mark === 'pass')
  const { toSee, passed: passedWords } = show.texts.checks
  return { checks, checksLine: toSee(checks.length), passed, passedLine: passedWords(passed.length) }
}

function tipsPart(show: Show, known: Known, decision: Decision) {
  const tips = decision.tips.flatMap((tip) => presentTip(show, known, tip))
  return {
    tips,
    tipsLine: show.texts.tips.count(tips.length),
    dismissReasons: dismissReasons(show),
    hiddenLine: hiddenLine(show, decision),
    hidden: presentHidden(show, decision),
  }
}

/** Everything the side panel shows of a decided customer; with the checks of the action at hand and the steps of the contact, where there are any. */
export function presentPanel(
  show: Show,
  decision: Decision,
  action: JudgedAction | null = null,
  contact: ContactView | null = null,
): DecidedView {
  const known = knownOf(show, decision, action?.page)
  const keyShort = shortKey(decision.customerKey)
  return {
    state: 'decided',
    keyShort,
    headline: headline(show, decision),
    tags: furtherSegments(show, decision),
    onScreen: show.texts.subject.onScreen(keyShort),
    freshness: freshnessLine(show, decision),
    strips: presentStrips(show, decision),
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
