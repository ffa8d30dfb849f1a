import type { Check, Script } from '../../worker/contract/playbook.ts'
import type { Language, Text } from '../../worker/contract/text.ts'
import type { StepForCustomer } from '../../worker/decision/scripts.ts'
import { textsIn } from '../texts/index.ts'
import type { ScriptView, WalkStepView, WalkView } from '../views.ts'
import type { Known, Show } from './show.ts'
import { fill } from './template.ts'
import { word } from './values.ts'

/** How far a walk is, as far as words need it. */
export interface Progress {
  spoken: Language
  ended: Readonly<Record<string, { outcome: 'done' | 'skipped' }>>
  seconds: Readonly<Record<string, number>>
}

/** 0:18, 12:05 */
const clock = (seconds: number): string => {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** Whose rule asks that a step's words are said, by the names of the checks. */
function disclosure(show: Show, { step }: StepForCustomer): WalkStepView['disclosure'] {
  const rules = show.compiled.playbook.checks.filter(({ id }) => step.discloses?.includes(id))
  if (!rules.length) return null
  const names = rules.map((rule: Check) => word(show, rule.label)).join(show.texts.marks.list)
  const sources = [...new Set(rules.map(({ citation }) => word(show, citation)))]
  return { label: show.texts.script.disclosure(names), citation: sources.join(show.texts.marks.list) }
}

/** In the language that is spoken, whatever the agent reads. */
function spokenWords(show: Show, known: Known, say: Text, language: Language): string {
  const texts = textsIn(language)
  return texts.marks.quote(fill({ ...show, language, texts }, known, say, 'spoken'))
}

function stepView(
  show: Show,
  known: Known,
  one: StepForCustomer,
  { spoken, ended, seconds }: Progress,
  nowId: string | undefined,
): WalkStepView {
  const { step, say, variant } = one
  const outcome = ended[step.id]?.outcome
  const t = show.texts.script
  const segment = show.compiled.playbook.segments.find(({ id }) => id === variant)
  return {
    id: step.id,
    label: word(show, step.label),
    say: spokenWords(show, known, say, spoken),
    state: outcome ?? (step.id === nowId ? 'now' : 'to-come'),
    time: outcome === 'done' ? clock(seconds[step.id] ?? 0) : '',
    need: outcome === 'skipped' ? t.skipped : step.required ? t.required : t.optional,
    maySkip: !step.required,
    disclosure: disclosure(show, one),
    variant: segment ? t.variant(word(show, segment.label)) : '',
  }
}

/** A script as an agent walks it, filled from what is known of the customer. */
export function presentWalk(
  show: Show,
  known: Known,
  script: Script,
  steps: readonly StepForCustomer[],
  progress: Progress,
): WalkView {
  const { ended, seconds, spoken } = progress
  const t = show.texts.script
  const now = steps.find(({ step }) => !ended[step.id])
  const views = steps.map((one) => stepView(show, known, one, progress, now?.step.id))
  const past = steps.filter(({ step }) => ended[step.id]).length
  const total = Object.values(seconds).reduce((sum, one) => sum + one, 0)
  return {
    scriptId: script.id,
    title: word(show, script.label),
    line: t.done(past, steps.length),
    spoken,
    otherLanguage: spoken === 'en' ? 'zh-CN' : 'en',
    speakOther: t.speak[spoken === 'en' ? 'zh-CN' : 'en'],
    finished: now ? '' : t.finished(clock(total)),
    steps: views,
  }
}

/** The scripts to choose from, and the one under way. */
export function presentScripts(
  show: Show,
  keyShort: string,
  scripts: readonly { script: Script; likely: boolean }[],
  walk: WalkView | null,
): ScriptView {
  return {
    keyShort,
    choices: scripts.map(({ script, likely }) => ({
      id: script.id,
      label: word(show, script.label),
      matter: word(show, script.matter),
      likely,
    })),
    walk,
    words: show.texts.script.words,
  }
}
