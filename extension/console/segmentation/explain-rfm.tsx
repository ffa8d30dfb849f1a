import { Table } from 'antd'
import { RFM_GROUPS } from '../../../worker/contract/segment-groups.ts'
import type { ScoreBorder } from '../../../worker/contract/segmentation.ts'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import type { Shown } from './shown.ts'

const MEASURES = ['recency', 'frequency', 'amount'] as const

/** One line a measure, and a currency of amounts: how far each score reaches. */
function linesOf(borders: readonly ScoreBorder[]) {
  return MEASURES.flatMap((measure) => {
    const own = borders.filter((one) => one.measure === measure)
    return [...new Set(own.map(({ currency }) => currency))].map((currency) => ({
      measure,
      currency,
      by: new Map(own.filter((one) => one.currency === currency).map((one) => [one.score, one])),
    }))
  })
}

type Line = ReturnType<typeof linesOf>[number]

/** Why a customer is in a group: the table of groups, and what the scores are made of. */
export function ExplainRfm({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const figure = (value: number, measure: string) =>
    (measure === 'amount' ? Math.round(value / 100) : Math.round(value)).toLocaleString(lang)
  const range = ({ from, to, measure }: ScoreBorder) =>
    from === to ? figure(from, measure) : `${figure(from, measure)}–${figure(to, measure)}`
  const means = (value: string) => run.result.groups.find((one) => one.value === value)?.measures ?? []
  const names = [...new Set(run.result.groups.flatMap(({ measures }) => measures.map(({ name }) => name)))]
  return (
    <section className="con-box" aria-label={t.rules}>
      <header>
        <h2>{t.rules}</h2>
      </header>
      <div className="in">
        <p className="small dim">{t.citation}</p>
        <Table
          size="small"
          rowKey="value"
          dataSource={[...RFM_GROUPS]}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t.group, key: 'group', render: (_, { value }) => naming.group(value) },
            { title: t.rule, key: 'rule', render: (_, { rule }) => inLanguage(rule, lang) },
            ...names.map((name) => ({
              title: t.means[name] ?? name,
              key: name,
              align: 'right' as const,
              render: (_: unknown, { value }: { value: string }) => {
                const mean = means(value).find((one) => one.name === name)?.mean
                return mean === undefined || mean === null ? '' : figure(mean, name)
              },
            })),
          ]}
        />
        <h3>{t.borders}</h3>
        <p className="small dim">{t.borderHint}</p>
        <Table
          size="small"
          rowKey={({ measure, currency }) => `${measure} ${currency}`}
          dataSource={linesOf(run.result.borders)}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t.rule,
              key: 'measure',
              render: (_, { measure, currency }) => `${t.measures[measure]} ${currency}`.trim(),
            },
            ...[1, 2, 3, 4, 5].map((score) => ({
              title: t.score(score),
              key: score,
              align: 'right' as const,
              render: (_: unknown, { by }: Line) => {
                const border = by.get(score)
                return border ? range(border) : '—'
              },
            })),
          ]}
        />
      </div>
    </section>
  )
}
