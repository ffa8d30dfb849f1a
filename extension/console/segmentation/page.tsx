import { SegmentModel } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { getSegmentations } from '../api.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { addressOf } from '../shell/route.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { useLoad } from '../use-load.ts'
import { ModelPart } from './model.tsx'
import { runsOf } from './naming.ts'
import './segmentation.css'

/** A run under way moves on by the minute, within it by the second. Milliseconds. */
const AGAIN = 2000

const modelOf = (place: readonly string[]): SegmentModel => SegmentModel.safeParse(place[0]).data ?? 'rfm'

/** Groups worked out from data: models, their runs, and what became of them. */
function Segmentation({ lang, me, playbook, place }: PageProps) {
  const t = inLanguage(segmentationTexts, lang)
  const { data, refusal, busy, reload } = useLoad(getSegmentations, AGAIN)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.loading} />
  const model = modelOf(place)
  const stands = (one: SegmentModel) => {
    const { computing, waiting, live } = runsOf(data.runs, one)
    const said = [computing, waiting, live].flatMap((run) =>
      run ? [t.states[run.state] + (data.old.includes(run.id) ? t.tooOld : '')] : [],
    )
    return said.join(lang === 'zh-CN' ? '、' : ', ') || t.never
  }
  const isOld = (one: SegmentModel) => data.old.includes(runsOf(data.runs, one).live?.id ?? 0)
  return (
    <div className="con-page">
      <header>
        <h1>{t.title}</h1>
        <p className="dim">{t.lead}</p>
      </header>
      <nav aria-label={t.title} className="con-models">
        {SegmentModel.options.map((one) => (
          <a
            key={one}
            href={addressOf(segmentationPage.id, one)}
            aria-current={one === model ? 'page' : undefined}
          >
            <b>{t.models[one]}</b>
            <span className={isOld(one) ? 'small con-late' : 'small dim'}>{stands(one)}</span>
          </a>
        ))}
      </nav>
      <ModelPart
        key={model}
        {...{ model, lang, me, playbook, reload }}
        runs={data.runs}
        behind={data.behind}
        old={data.old}
      />
    </div>
  )
}

export const segmentationPage: Page = {
  id: 'segmentation',
  group: 'watch',
  title: { zh: '数据客群', en: 'Segments from data' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: Segmentation,
  nameOf: (_, place, lang) => inLanguage(segmentationTexts, lang).models[modelOf([place])],
}
