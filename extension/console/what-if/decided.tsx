import { Table } from 'antd'
import type { Verdict } from '../../../worker/contract/playbook.ts'
import type { Language } from '../../../worker/contract/text.ts'
import type { ExplainedTip, Explanation } from '../../../worker/decision/explain.ts'
import { StateMark } from '../../panel/mark.tsx'
import { whatIfTexts } from '../../texts/console/what-if.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import type { Naming } from '../preview/naming.ts'

interface Shown {
  explained: Explanation
  naming: Naming
  lang: Language
}

const apart = (lang: Language) => (lang === 'zh-CN' ? '、' : ', ')

function Box({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  )
}

function Segments({ explained: { segments }, naming, lang }: Shown) {
  const t = inLanguage(whatIfTexts, lang)
  const first = segments.find(({ value }) => value === true)
  const word = (value: boolean | 'unknown') => (value === 'unknown' ? t.unknown : value ? t.holds : t.not)
  return (
    <Box title={t.segments}>
      <ul className="in">
        {segments.map(({ id, value, missing }) => (
          <li key={id} className={value === false ? 'faint' : ''}>
            {value !== false && <StateMark mark={value === true ? 'pass' : 'none'} />} {naming.segment(id)} —{' '}
            {word(value)} {id === first?.id && <span className="tag accent">{t.headline}</span>}
            {missing.length > 0 && ` (${t.missing(missing.map(naming.fact).join(apart(lang)))})`}
          </li>
        ))}
      </ul>
    </Box>
  )
}

/** Every step that would remove the tip, in order; the first is the one that does. */
function Removals({ one, naming, lang }: { one: ExplainedTip; naming: Naming; lang: Language }) {
  const t = inLanguage(whatIfTexts, lang)
  const { reasons } = textsIn(lang).tips
  const { propensity, context, value, lever, score } = one.score
  const product = [propensity, context, value, lever].map((part) => part.toFixed(2)).join(' × ')
  if (one.removals.length === 0)
    return (
      <span className="num">
        P×C×V×L = {product} = {score.toFixed(3)}
      </span>
    )
  return (
    <ol className="con-removals">
      {one.removals.map(({ step, reason, missing }) => (
        <li key={step + reason}>
          {t.steps[step]}: {reasons[reason]}
          {missing.length > 0 && ` (${t.missing(missing.map(naming.fact).join(apart(lang)))})`}
        </li>
      ))}
    </ol>
  )
}

function Tips({ explained: { tips }, naming, lang }: Shown) {
  const t = inLanguage(whatIfTexts, lang)
  const order = tips.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity))
  const result = ({ place, interrupts }: ExplainedTip) =>
    place === undefined ? t.hidden : `${t.shown(place)}${interrupts ? '' : ` (${t.waits})`}`
  return (
    <Box title={t.tips}>
      <Table
        size="small"
        rowKey="id"
        dataSource={order}
        pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
        columns={[
          { title: t.name, key: 'name', render: (_, { id }) => naming.tip(id) },
          { title: t.result, key: 'result', render: (_, one) => result(one) },
          { title: t.why, key: 'why', render: (_, one) => <Removals {...{ one, naming, lang }} /> },
        ]}
      />
    </Box>
  )
}

function Funnel({ explained: { funnel, tips }, lang }: Shown) {
  const t = inLanguage(whatIfTexts, lang)
  const steps = Object.entries(funnel) as [keyof typeof funnel, number][]
  return (
    <Box title={t.funnel}>
      <ul className="in con-lines">
        {steps.map(([step, count]) => (
          <li key={step}>
            <span>{t.steps[step]}</span>
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${tips.length > 0 ? (count / tips.length) * 100 : 0}%` }} />
            </span>
            <span className="num">{count}</span>
          </li>
        ))}
      </ul>
    </Box>
  )
}

const markOf = (applies: boolean, verdict: string) =>
  applies && verdict !== 'not-checked' ? (verdict as Exclude<Verdict, 'not-checked'>) : 'none'

function Checks({ explained: { checks }, naming, lang, labelOf }: Shown & { labelOf(id: string): string }) {
  const t = inLanguage(whatIfTexts, lang)
  const { verdicts } = textsIn(lang)
  return (
    <Box title={t.checks}>
      <ul className="in">
        {checks.map(({ id, verdict, applies, missing }) => (
          <li key={id} className={applies ? '' : 'faint'}>
            <StateMark mark={markOf(applies, verdict)} /> {labelOf(id)} —{' '}
            {applies ? verdicts[verdict as Verdict] : t.elsewhere}
            {missing.length > 0 && ` (${t.missing(missing.map(naming.fact).join(apart(lang)))})`}
          </li>
        ))}
      </ul>
      <p className="in small faint">{t.actionNote}</p>
    </Box>
  )
}

/** The whole way to a decision. */
export function Decided(props: Shown & { labelOf(id: string): string }) {
  return (
    <>
      <Segments {...props} />
      <Tips {...props} />
      <Funnel {...props} />
      <Checks {...props} />
    </>
  )
}
