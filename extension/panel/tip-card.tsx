import type { DecidedView, PanelWords, TipView } from '../views.ts'
import { type Answer, Answers } from './answers.tsx'
import { Explain } from './explain.tsx'
import { Levers } from './levers.tsx'
import { InFull } from './masked.tsx'

interface TipCardProps {
  tip: TipView
  words: PanelWords
  reasons: DecidedView['dismissReasons']
  sent: boolean
  answer(answer: Answer): void
}

/** A tip in full: what to say, why, why it ranks, and the three answers. */
export function TipCard({ tip, words, reasons, sent, answer }: TipCardProps) {
  return (
    <article className="tip" aria-label={tip.label}>
      <p className="say">{tip.say}</p>
      <p className="why">{tip.why}</p>
      <InFull all={tip.masked} words={words} />
      <Explain text={tip.explain} words={words} />
      <Levers levers={tip.levers} />
      <Answers words={words} reasons={reasons} sent={sent} answer={answer} />
    </article>
  )
}
