import { Table } from 'antd'
import { SankeyChart } from 'echarts/charts'
import { use } from 'echarts/core'
import { useMemo } from 'react'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { Drawing } from '../drawing.tsx'
import { inLanguage } from '../language.ts'
import { type ChartColours, useChartColours } from '../results/theme.ts'
import { share, total } from './naming.ts'
import type { Shown } from './shown.ts'

use([SankeyChart])

type Moves = NonNullable<Shown['run']['result']['drift']>['moves']

function options(moves: Moves, name: (value: string) => string, colours: ChartColours) {
  const sides = (at: 'from' | 'to') => [...new Set(moves.map((one) => one[at]))]
  const node = (at: 'from' | 'to') => (value: string) => ({
    name: `${at} ${value}`,
    label: { formatter: name(value), color: colours.ink, position: at === 'from' ? 'right' : 'left' },
    itemStyle: { color: colours.line },
  })
  return {
    animation: false,
    series: [
      {
        ...{
          type: 'sankey',
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          nodeGap: 10,
          draggable: false,
          silent: true,
        },
        data: [...sides('from').map(node('from')), ...sides('to').map(node('to'))],
        links: moves.map(({ from, to, customers }) => ({
          ...{ source: `from ${from}`, target: `to ${to}`, value: customers },
          lineStyle: { color: from === to ? colours.grid : colours.line, opacity: from === to ? 0.9 : 0.5 },
        })),
      },
    ],
  }
}

/** From each group to each, in figures. */
function Matrix({ moves, naming, lang }: { moves: Moves } & Omit<Shown, 'run'>) {
  const t = inLanguage(segmentationTexts, lang)
  const columns = [...new Set(moves.map(({ to }) => to))].toSorted()
  const rows = [...new Set(moves.map(({ from }) => from))].toSorted()
  const count = (from: string, to: string) =>
    moves.find((one) => one.from === from && one.to === to)?.customers ?? 0
  return (
    <Table
      size="small"
      rowKey="from"
      dataSource={rows.map((from) => ({ from }))}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: `${t.from} → ${t.to}`,
          dataIndex: 'from',
          rowScope: 'row',
          render: (from: string) => naming.group(from),
        },
        ...columns.map((to) => ({
          title: naming.group(to),
          key: `to ${to}`,
          align: 'right' as const,
          className: 'nowrap',
          render: (_: unknown, { from }: { from: string }) => {
            const customers = count(from, to)
            return from === to ? <b>{customers.toLocaleString(lang)}</b> : customers.toLocaleString(lang)
          },
        })),
      ]}
    />
  )
}

/** Who would move from where to where if the run went live, and what agents would see of it. */
export function DriftPart({ run, naming, lang }: Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const colours = useChartColours()
  const { drift, effect } = run.result
  const moves = drift?.moves
  const drawn = useMemo(() => moves && options(moves, naming.group, colours), [moves, naming, colours])
  const moved = total(moves?.filter(({ from, to }) => from !== to) ?? [])
  const title = drift ? t.drift(share(moved, total(drift.moves)), drift.against) : t.noDrift
  const count = (value: number) => value.toLocaleString(lang)
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="in">
        {effect && (
          <p>
            {t.effect(count(effect.customers), count(effect.headline), count(effect.tips), effect.version)}
          </p>
        )}
        {drift && moved === 0 && <p className="dim">{t.noMoves}</p>}
        {moves && drawn && (
          <>
            <Drawing options={drawn} label={t.picture} />
            <Matrix {...{ moves, naming, lang }} />
          </>
        )}
      </div>
    </section>
  )
}
