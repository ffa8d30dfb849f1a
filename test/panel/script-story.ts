import type { KeptWalk } from '../../extension/background/script/walks.ts'
import { shortKey } from '../../extension/present/format.ts'
import { presentHit } from '../../extension/present/found.ts'
import { presentReading } from '../../extension/present/reading.ts'
import { presentScripts, presentWalk } from '../../extension/present/script.ts'
import { knownOf } from '../../extension/present/show.ts'
import { SearchIndex } from '../../extension/search/index.ts'
import { textsIn } from '../../extension/texts/index.ts'
import type { FoundView, ScriptView } from '../../extension/views.ts'
import type { Script } from '../../worker/contract/playbook.ts'
import type { Language } from '../../worker/contract/text.ts'
import { likelyScripts, stepsFor } from '../../worker/decision/scripts.ts'
import { compiled, customerKey, decided, now, playbook, show, wealthy } from './story.ts'

const scope = { customer: wealthy, page: {}, contact: { minutes: 0, steps: [] }, now }
const segments = ['wealth', 'maturing', 'senior']

const scriptOf = (id: string) => playbook.scripts.find((one) => one.id === id) as Script
const all = () => {
  const likely = likelyScripts(compiled, scope)
  const told = playbook.scripts.map((script) => ({ script, likely: likely.includes(script.id) }))
  return [...told.filter(({ likely }) => likely), ...told.filter(({ likely }) => !likely)]
}

const did = (outcome: 'done' | 'skipped') => ({ outcome, variant: '' })
type Ended = KeptWalk['ended']
const greeted: Ended = { greet: did('done'), identity: did('done') }

/** Scripts of the story's customer; `ended` is what was done of the one about a deposit that matures. */
export function scripts(lang: Language, ended?: Ended, spoken: Language = lang): ScriptView {
  const script = scriptOf('deposit-maturity')
  const steps = stepsFor(compiled, script, scope, segments)
  const progress = { spoken, ended: ended ?? {}, seconds: { greet: 18, identity: 34 } }
  const walk =
    ended && presentWalk(show(lang), knownOf(show(lang), decided(wealthy)), script, steps, progress)
  return presentScripts(show(lang), shortKey(customerKey), all(), walk ?? null)
}

export const walked = (lang: Language) => scripts(lang, greeted)
export const spokenOtherwise = (lang: Language) => scripts(lang, greeted, lang === 'en' ? 'zh-CN' : 'en')
export const optional = (lang: Language) => {
  const done = ['greet', 'identity', 'open-complaint', 'choices', 'early', 'wish']
  return scripts(lang, Object.fromEntries(done.map((id) => [id, did('done')])))
}
export const finished = (lang: Language) => {
  const ids = scriptOf('deposit-maturity').steps.map(({ id }) => id)
  return scripts(lang, Object.fromEntries(ids.map((id) => [id, did(id === 'branch' ? 'skipped' : 'done')])))
}

/** Without a customer there is only something to look up. */
export const lookUp = (lang: Language): ScriptView =>
  presentScripts(
    show(lang),
    '',
    all().map(({ script }) => ({ script, likely: false })),
    null,
  )

let index: SearchIndex | undefined

/** What the background answers to the gallery's page. */
export function answers(lang: Language) {
  index ??= SearchIndex.of(playbook)
  const found = (asked: string): FoundView => {
    const hits = (index as SearchIndex).find(asked, 8)
    return {
      line: textsIn(lang).script.found(hits.length),
      hits: hits.map((hit) => presentHit(show(lang), hit)),
    }
  }
  return {
    found: Object.fromEntries(['挂失', '投诉', 'complaint', 'xyzzy'].map((asked) => [asked, found(asked)])),
    read: Object.fromEntries(
      (
        [
          ['script', 'card-loss'],
          ['knowledge', 'complaint-deadlines'],
          ['knowledge', 'steady-90'],
        ] as const
      ).map(([kind, id]) => [`${kind}/${id}`, presentReading(show(lang), kind, id)]),
    ),
  }
}
