import type { SegmentationRun } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import { momentIn } from '../shell/when.ts'
import { Moves } from './actions.tsx'

type Props = Parameters<typeof Moves>[0] & { zone: string }

/** Phases that go by customers; the others are one step, or a few of unknown length. */
const COUNTED: readonly SegmentationRun['phase'][] = ['sample', 'assign', 'effect']
/** Customers of the sample at most. */
const SAMPLE = 20_000

/** The run that computes: what it is at, and how far. */
export function UnderWay({ zone, ...props }: Props) {
  const { run, lang } = props
  const t = inLanguage(segmentationTexts, lang)
  const total = run.phase === 'sample' ? Math.min(SAMPLE, run.total) : run.total
  const counted = COUNTED.includes(run.phase) && total > 0
  const words = counted
    ? t.progress(t.phases[run.phase], run.done.toLocaleString(lang), total.toLocaleString(lang))
    : t.busy(t.phases[run.phase])
  const title = `${t.run(run.id)} · ${t.states.computing}`
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="small dim">
          {t.startedBy(run.startedBy ?? t.night, momentIn(run.startedAt, zone, lang))}
        </span>
        <span className="space" />
        <Moves {...props} />
      </header>
      <div className="in">
        <p role="status">{words}</p>
        {counted && <progress value={run.done} max={total} aria-label={words} />}
      </div>
    </section>
  )
}
