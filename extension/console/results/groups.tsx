import { Table } from 'antd'
import type { GroupResults, ResultCounts } from '../../../worker/contract/results.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { inLanguage } from '../language.ts'
import { acceptance, groupCounts } from './figures.ts'
import { percent, points } from './names.ts'

interface Row {
  group: string
  name: string
  agents: number | null
  counts: ResultCounts | null
  /** Share accepted now less that before. */
  change: number | null
}

function rowsOf(
  now: readonly GroupResults[],
  before: readonly GroupResults[],
  tip: string | undefined,
  nameOf: (id: string) => string,
): Row[] {
  return now.map((one) => {
    const counts = groupCounts(one, tip)
    const earlier = before.find(({ group }) => group === one.group)
    const then = earlier && groupCounts(earlier, tip)
    const [share, was] = [counts && acceptance(counts), then ? acceptance(then) : null]
    const change = share !== null && was !== null ? share - was : null
    return { group: one.group, name: nameOf(one.group), agents: one.agents, counts, change }
  })
}

/** Teams or segments side by side; the small ones are named and not told. */
export function Groups({
  title,
  column,
  now,
  before,
  tip,
  nameOf,
  lang,
}: {
  title: string
  /** What a row is. */
  column: string
  now: readonly GroupResults[]
  before: readonly GroupResults[]
  tip: string | undefined
  nameOf(id: string): string
  lang: Language
}) {
  const t = inLanguage(resultsTexts, lang)
  const figure = (kind: keyof ResultCounts) => ({
    title: t[kind as 'accepted'],
    key: kind,
    align: 'right' as const,
    render: (_: unknown, { counts }: Row) => counts?.[kind].toLocaleString(lang),
    onCell: ({ counts }: Row) => (counts ? {} : { colSpan: 0 }),
  })
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <Table
        size="small"
        rowKey="group"
        dataSource={rowsOf(now, before, tip, nameOf)}
        locale={{ emptyText: t.nothing }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
        columns={[
          { title: column, dataIndex: 'name' },
          {
            ...figure('shown'),
            render: (_, { counts }) =>
              counts?.shown.toLocaleString(lang) ?? <span className="dim">{t.few}</span>,
            onCell: ({ counts }) => (counts ? {} : { colSpan: 6, style: { textAlign: 'start' } }),
          },
          figure('accepted'),
          figure('deferred'),
          figure('dismissed'),
          {
            ...figure('accepted'),
            key: 'rate',
            title: t.rate,
            render: (_, { counts }) => {
              const share = counts && acceptance(counts)
              return share === null ? '—' : percent(share)
            },
          },
          {
            ...figure('accepted'),
            key: 'change',
            title: t.change,
            render: (_, { change }) => (change === null ? '—' : points(change)),
          },
        ]}
      />
    </section>
  )
}
