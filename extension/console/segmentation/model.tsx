import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import {
  SEGMENT_ATTRIBUTE,
  type SegmentationRun,
  type SegmentModel,
} from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { momentIn } from '../shell/when.ts'
import { Moves, Start } from './actions.tsx'
import { DriftPart } from './drift.tsx'
import { ExplainClusters } from './explain-clusters.tsx'
import { ExplainLife } from './explain-life.tsx'
import { ExplainRfm } from './explain-rfm.tsx'
import { History } from './history.tsx'
import { namingFor, runsOf } from './naming.ts'
import { Quiet } from './quiet.tsx'
import { Sizes } from './sizes.tsx'
import { UnderWay } from './under-way.tsx'

const explain = { rfm: ExplainRfm, clusters: ExplainClusters, 'life-cycle': ExplainLife }

interface ModelProps extends Pick<PageProps, 'lang' | 'me' | 'playbook'> {
  model: SegmentModel
  runs: readonly SegmentationRun[]
  /** Those that wait since before a dataset was refreshed. */
  behind: readonly number[]
  /** Live ones whose groups count as unknown by now. */
  old: readonly number[]
  reload(): void
}

/** One model: what is on its way, then one run with all it found. */
export function ModelPart({ model, runs, behind, old, lang, me, playbook, reload }: ModelProps) {
  const t = inLanguage(segmentationTexts, lang)
  const { own, computing, waiting, live } = runsOf(runs, model)
  const [chosen, setChosen] = useState<number>()
  const naming = useMemo(() => namingFor(playbook.playbook, model, lang), [playbook, model, lang])
  const open = [waiting, live].filter((run) => run !== undefined)
  const run = open.find(({ id }) => id === chosen) ?? open[0]
  const limit = naming.attribute(SEGMENT_ATTRIBUTE[model])?.freshDays
  const zone = playbook.playbook.timeZone
  const Explain = explain[model]
  return (
    <>
      <section className="con-box" aria-label={t.models[model]}>
        <header>
          <h2>{t.models[model]}</h2>
          <span className="space" />
          <Start {...{ lang, me, model, reload }} busy={computing !== undefined} />
        </header>
        <p className="in dim">{t.about[model]}</p>
      </section>
      {computing && <UnderWay run={computing} {...{ lang, me, zone, reload }} />}
      {run ? (
        <>
          <div className="con-run">
            <Segmented
              aria-label={t.shown}
              value={run.id}
              options={open.map(({ id, state }) => ({
                value: id,
                label: `${t.run(id)} · ${t.states[state]}`,
              }))}
              onChange={(id) => setChosen(Number(id))}
            />
            <span className="small dim">
              {run.publishedBy && run.publishedAt
                ? t.publishedBy(run.publishedBy, momentIn(run.publishedAt, zone, lang))
                : t.startedBy(run.startedBy ?? t.night, momentIn(run.startedAt, zone, lang))}
            </span>
            <span className="space" />
            {run.state === 'preview' && <Moves {...{ lang, me, run, reload }} />}
          </div>
          {behind.includes(run.id) && <p className="small dim">{t.behind}</p>}
          {limit !== undefined && old.includes(run.id) && (
            <p role="note" className="con-late">
              {t.old(limit)}
              {model === 'life-cycle' && t.oldVulnerable}
            </p>
          )}
          <Quiet {...{ run, lang }} />
          {run.state === 'preview' && <DriftPart {...{ run, naming, lang }} />}
          <Sizes {...{ run, naming, lang }} />
          <Explain {...{ run, naming, lang }} />
        </>
      ) : (
        !computing && <p className="con-box in dim">{t.none}</p>
      )}
      {own.length > 0 && <History runs={own} {...{ zone, lang }} />}
    </>
  )
}
