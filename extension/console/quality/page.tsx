import { Quality } from '../../../worker/contract/results.ts'
import { StateMark } from '../../panel/mark.tsx'
import { qualityTexts } from '../../texts/console/quality.ts'
import { callEdge } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { useHealth } from '../use-health.ts'
import { useLoad } from '../use-load.ts'
import { type Line, linesOf } from './lines.ts'

const load = () => callEdge(Quality, { method: 'GET', path: '/v1/quality' })

function Cases({
  line: { title, mark, detail, cases, free },
  lang,
}: { line: Line } & Pick<PageProps, 'lang'>) {
  const t = inLanguage(qualityTexts, lang)
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>
          <StateMark mark={mark} /> {title}
        </h2>
        {free && <span className="small">{t.nothing}</span>}
        <span className="small dim">{detail}</span>
        <span className="space" />
        {cases.length > 0 && <b className="num">{cases.length}</b>}
      </header>
      {cases.length > 0 && (
        <ul className="in">
          {cases.map((one) => (
            <li key={one.address + one.text} className="row">
              <span>{one.text}</span> <span className="small dim">{one.detail}</span>
              <span className="space" />
              <a href={one.address} className="nowrap" aria-label={`${t.go}: ${one.text}`}>
                {t.go}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** How the management process itself stands. */
function QualityView({ lang, playbook }: PageProps) {
  const t = inLanguage(qualityTexts, lang)
  const { data, refusal, busy, reload } = useLoad(load)
  const { view } = useHealth(lang)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.loading} />
  const lines = linesOf(data, view, playbook.playbook, lang, new Date())
  return (
    <div className="con-page">
      <header>
        <h1>{t.title}</h1>
        <p className="dim">{lines.some(({ cases }) => cases.length > 0) ? t.lead : t.allWell}</p>
      </header>
      {lines.map((line) => (
        <Cases key={line.id} line={line} lang={lang} />
      ))}
    </div>
  )
}

export const qualityPage: Page = {
  id: 'quality',
  group: 'watch',
  title: { zh: '管理质量', en: 'Management quality' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: QualityView,
}
