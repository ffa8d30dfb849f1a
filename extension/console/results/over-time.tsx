import { Table } from 'antd'
import type { SubjectResults } from '../../../worker/contract/results.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import type { DayCount } from '../break.ts'
import { inLanguage } from '../language.ts'
import { answerDays, daysFrom, turn } from './figures.ts'
import { type DayShare, LineChart } from './line-chart.tsx'
import { percent } from './names.ts'

/** What the line shows, in words. */
function titleOf(days: readonly DayCount[], lang: Language): string {
  const t = inLanguage(resultsTexts, lang)
  const found = turn(days)
  if (found) return found.better ? t.rose(found.since) : t.fell(found.since)
  const all = days.reduce((sum, { tried }) => sum + tried, 0)
  const failed = days.reduce((sum, one) => sum + one.failed, 0)
  return all > 0 ? t.steady(percent(1 - failed / all)) : t.noAnswers
}

/** How many of the tips answered were accepted, by day. */
export function OverTime({
  subjects,
  from,
  until,
  lang,
}: {
  subjects: readonly SubjectResults[]
  from: string
  until: string
  lang: Language
}) {
  const t = inLanguage(resultsTexts, lang)
  const counts = answerDays(subjects)
  const byDay = new Map(counts.map((one) => [one.day, one]))
  const days = daysFrom(from, until).map((day): DayShare => {
    const one = byDay.get(day)
    return { day, share: one ? (1 - one.failed / one.tried) * 100 : null }
  })
  const title = titleOf(counts, lang)
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="space" />
        <span className="small faint">{t.unit}</span>
      </header>
      <div className="in">
        <LineChart days={days} since={turn(counts)?.since ?? null} label={title} />
        <details>
          <summary>{t.table}</summary>
          <Table
            size="small"
            rowKey="day"
            dataSource={counts}
            pagination={{ pageSize: 14, hideOnSinglePage: true, size: 'small' }}
            columns={[
              { title: t.day, dataIndex: 'day' },
              { title: t.answered, dataIndex: 'tried', align: 'right' },
              {
                title: t.accepted,
                key: 'accepted',
                align: 'right',
                render: (_, one) => one.tried - one.failed,
              },
              {
                title: t.rate,
                key: 'rate',
                align: 'right',
                render: (_, one) => percent(1 - one.failed / one.tried),
              },
            ]}
          />
        </details>
      </div>
    </section>
  )
}
