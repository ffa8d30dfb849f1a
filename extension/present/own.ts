import type { OwnResults } from '../../worker/contract/results.ts'
import type { Language } from '../../worker/contract/text.ts'
import type { OwnAnswer } from '../messages.ts'
import { ownTexts } from '../texts/own.ts'
import type { OwnView } from '../views.ts'

const textsFor = (lang: Language) => (lang === 'zh-CN' ? ownTexts.zh : ownTexts.en)

function figures({ own, middle }: OwnResults, lang: Language): OwnView {
  const t = textsFor(lang)
  const answered = own.accepted + own.deferred + own.dismissed
  if (own.shown + answered === 0) return { lines: [], note: t.none }
  const count = (value: number) => value.toLocaleString(lang)
  const percent = (share: number) => `${Math.round(share * 100)}%`
  const accepted = answered
    ? t.share(count(own.accepted), percent(own.accepted / answered))
    : t.times(count(own.accepted))
  const all = middle === null ? [] : [{ label: t.middle, value: percent(middle) }]
  return {
    lines: [
      { label: t.shown, value: t.times(count(own.shown)) },
      { label: t.accepted, value: accepted },
      ...all,
    ],
    note: middle === null ? `${t.note}${lang === 'en' ? ' ' : ''}${t.small}` : t.note,
  }
}

/** An agent's own week in words, or why it cannot be had. */
export const presentOwn = (answer: OwnAnswer): OwnView =>
  'why' in answer
    ? { lines: [], note: textsFor(answer.lang).doubts[answer.why] }
    : figures(answer.results, answer.lang)

/** The fold's name, and what stands in it until the figures are there. */
export const ownWords = (lang: Language) => {
  const { title, loading } = textsFor(lang)
  return { title, loading }
}
