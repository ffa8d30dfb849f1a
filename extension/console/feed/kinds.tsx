import { Table } from 'antd'
import type { FeedDataset, FeedKind } from '../../../worker/contract/feed.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { date } from '../../present/format.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { inLanguage } from '../language.ts'
import { sum } from './cases.ts'
import { paged } from './paged.ts'

const HEIGHT = 20

const rowsOn = ({ days }: FeedKind): number => sum(days.map((rows) => rows ?? 0))

/** A bar for each day with some, as high as it had of the most; a low one where nobody knows how many. */
function Days({ one, lang }: { one: FeedKind; lang: Language }) {
  const t = inLanguage(feedTexts, lang).eventKind
  const { days, label, last } = one
  const most = Math.max(1, ...days.map((rows) => rows ?? 0))
  const some = days.flatMap((rows, at) =>
    rows === null ? [] : [{ at, height: Math.max(1, (rows / most) * HEIGHT) }],
  )
  const words = t.picture(
    inLanguage(label, lang),
    rowsOn(one).toLocaleString(lang),
    some.length,
    date(last, lang),
  )
  return (
    <svg
      className={`con-days ${one.stopped ? 'late' : ''}`}
      role="img"
      aria-label={words}
      viewBox={`0 0 ${days.length} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {some.map(({ at, height }) => (
        <rect key={at} x={at + 0.1} y={HEIGHT - height} width={0.8} height={height} />
      ))}
    </svg>
  )
}

/** How each kind of event came, day by day. */
export function Kinds({ kinds, lang }: Pick<FeedDataset, 'kinds'> & { lang: Language }) {
  const t = inLanguage(feedTexts, lang).eventKind
  if (kinds.length === 0) return null
  const stopped = kinds.filter((one) => one.stopped).length
  return (
    <>
      <h3 className="con-ages-title">
        <StateMark mark={stopped ? 'warn' : 'pass'} />{' '}
        {stopped ? t.some(stopped, kinds.length) : t.all(kinds.length)}
      </h3>
      <Table<FeedKind>
        size="small"
        rowKey="kind"
        dataSource={kinds}
        pagination={paged}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t.kind,
            dataIndex: 'label',
            render: (_, { kind, label }) => <span title={kind}>{inLanguage(label, lang)}</span>,
          },
          { title: t.days, key: 'days', width: '40%', render: (_, one) => <Days one={one} lang={lang} /> },
          {
            title: t.rows,
            key: 'rows',
            align: 'right',
            render: (_, one) => rowsOn(one).toLocaleString(lang),
          },
          {
            title: t.last,
            dataIndex: 'last',
            align: 'right',
            render: (last: string, one) => (
              <span className={one.stopped ? 'con-late' : undefined}>{date(last, lang)}</span>
            ),
          },
        ]}
      />
    </>
  )
}
