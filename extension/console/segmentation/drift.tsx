import { Table } from 'antd'
import { segmentationTexts } from '../../texts/console/segmentation.ts'
import { inLanguage } from '../language.ts'
import { effectText } from './effect-text.ts'
import { Flows } from './flows.tsx'
import { share, total } from './naming.ts'
import type { Shown } from './shown.ts'

type Moves = NonNullable<Shown['run']['result']['drift']>['moves']

/** Groups by size, then those that are no more. */
const orderOf = ({ result }: Shown['run']): string[] => [
  ...new Set([
    ...result.sizes.map(({ value }) => value),
    ...(result.drift?.moves ?? []).map(({ from }) => from),
    '',
  ]),
]

/** From each group to each, in figures. */
function Matrix({ moves, run, naming, lang }: { moves: Moves } & Shown) {
  const t = inLanguage(segmentationTexts, lang)
  const order = orderOf(run)
  const columns = order.filter((value) => moves.some(({ to }) => to === value))
  const rows = order.filter((value) => moves.some(({ from }) => from === value))
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
            if (customers === 0) return <span className="faint">0</span>
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
  const { drift, effect } = run.result
  const moves = drift?.moves
  const moved = total(moves?.filter(({ from, to }) => from !== to) ?? [])
  const title = drift ? t.drift(share(moved, total(drift.moves)), drift.against) : t.noDrift
  return (
    <section className="con-box" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div className="in">
        {effect && <p>{effectText(run.result, lang)}</p>}
        {drift && moved === 0 && <p className="dim">{t.noMoves}</p>}
        {moves && (
          <>
            <Flows moves={moves} order={orderOf(run)} nameOf={naming.group} label={t.picture} />
            <Matrix {...{ moves, run, naming, lang }} />
          </>
        )}
      </div>
    </section>
  )
}
