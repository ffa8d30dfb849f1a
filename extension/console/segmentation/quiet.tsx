import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import type { Shown } from './shown.ts'

/** Datasets of which a run cannot tell who does nothing from whom nothing is heard: read before anybody lets it go live. */
export function Quiet({ run, lang }: Omit<Shown, 'naming'>) {
  const t = inLanguage(segmentationTexts, lang)
  const day = (moment: string) => moment.slice(0, 10)
  const told = run.result.quiet.map(({ dataset, moment, last, silent, part }) => {
    if (last && part) return t.part(dataset, day(last)) + t.partSo[run.model]
    if (last && silent) return t.silent(dataset, day(last)) + t.silentSo[run.model]
    return (
      (last ? t.quiet(dataset, day(last), day(moment)) : t.noUse(dataset, day(moment))) + t.quietSo[run.model]
    )
  })
  return told.map((text) => (
    <p key={text} role="note" className="con-late">
      {text}
    </p>
  ))
}
