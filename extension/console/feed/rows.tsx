import { Table } from 'antd'
import type { Feed, FeedBatch, FeedDrift, FeedProblem } from '../../../worker/contract/feed.ts'
import type { IngestKind } from '../../../worker/contract/ingest.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { feedTexts } from '../../texts/console/feed.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { momentIn } from '../shell/when.ts'
import { agoAt } from './ago.ts'
import { paged } from './paged.ts'
import type { Told } from './told.ts'

const DAY = 86_400_000
/** Where no batch was looked at nothing is said to be right. */
const isJudged = ({ batches: [newest], newest: { days }, at }: Feed) =>
  newest !== undefined && Date.parse(at) - Date.parse(newest.at) <= days * DAY

const ofWhat = (titles: { dataset: string; kind: string }, lang: Language) => [
  { title: titles.dataset, dataIndex: 'dataset' },
  {
    title: titles.kind,
    dataIndex: 'kind',
    render: (kind: IngestKind) => inLanguage(feedTexts, lang).kinds[kind],
  },
]

const counted = (title: string, lang: Language) => ({
  ...{ title, dataIndex: 'rows', align: 'right' as const },
  render: (rows: number) => rows.toLocaleString(lang),
})

/** What the importer refused, which sends no batches. */
function Imports({ feed, lang }: Told) {
  const t = inLanguage(feedTexts, lang)
  return feed.datasets
    .filter(({ refusedIn }) => refusedIn.length > 0)
    .map(({ dataset, refusedIn }) => (
      <div key={dataset} className="in">
        <p>
          <StateMark mark="warn" /> {t.importer(dataset)}
        </p>
        <ul>
          {refusedIn.map(({ file, rowsIn, refused }) => (
            <li key={file}>
              <code>{file}</code> {t.ofFile(refused.toLocaleString(lang), rowsIn.toLocaleString(lang))}
            </li>
          ))}
        </ul>
      </div>
    ))
}

/** Why rows were refused, where, and how to mend it. */
export function Problems(told: Told) {
  const { feed, lang } = told
  const t = inLanguage(feedTexts, lang)
  const { problem: p } = t
  const what = ({ problem, member }: FeedProblem) =>
    inLanguage(problem, lang) + (member && textsIn(lang).marks.aside(member))
  return (
    <section className="con-box" aria-label={t.problems}>
      <header>
        <h2>{t.problems}</h2>
        <span className="small dim">{t.newest(feed.newest.batches, feed.newest.days)}</span>
      </header>
      <Imports {...told} />
      <Table<FeedProblem>
        size="small"
        rowKey={({ dataset, kind, code, member }) => [dataset, kind, code, member].join(' ')}
        dataSource={feed.problems}
        locale={{ emptyText: isJudged(feed) ? t.noProblems : t.noneLately }}
        pagination={paged}
        columns={[
          ...ofWhat(p, lang),
          { title: p.what, render: (_, one) => what(one) },
          counted(p.rows, lang),
          {
            title: p.where,
            render: (_, { line, batch, at }) => (
              <>
                {agoAt(at, feed.at, lang)}
                <span className="small dim con-under">{p.line(line.toLocaleString(lang), batch)}</span>
              </>
            ),
          },
          { title: p.remedy, width: '36%', render: (_, { remedy }) => inLanguage(remedy, lang) },
        ]}
      />
    </section>
  )
}

/** Names and values that are not as declared, and what to do. */
export function Drift({ feed, lang }: Told) {
  const t = inLanguage(feedTexts, lang)
  const c = t.driftColumns
  return (
    <section className="con-box" aria-label={t.drift}>
      <header>
        <h2>{t.drift}</h2>
        <span className="small dim">{t.newest(feed.newest.batches, feed.newest.days)}</span>
      </header>
      <Table<FeedDrift>
        size="small"
        rowKey={({ dataset, kind, what, name }) => [dataset, kind, what, name].join(' ')}
        dataSource={feed.drift}
        locale={{ emptyText: isJudged(feed) ? t.noDrift : t.noneLately }}
        pagination={paged}
        columns={[
          ...ofWhat(c, lang),
          { title: c.what, dataIndex: 'what', render: (what: FeedDrift['what']) => t.drifts[what] },
          { title: c.name, dataIndex: 'name', render: (name: string) => <code>{name}</code> },
          counted(c.rows, lang),
          {
            title: c.last,
            render: (_, { at, batch }) => (
              <>
                {agoAt(at, feed.at, lang)}
                <span className="small dim con-under">{t.ofBatch(batch)}</span>
              </>
            ),
          },
          { title: c.declare, width: '36%', render: (_, { what }) => t.declare[what] },
        ]}
      />
    </section>
  )
}

/** The newest batches of all datasets. */
export function Batches({ feed, lang, zone }: Told) {
  const t = inLanguage(feedTexts, lang)
  const { batch: b } = t
  const count = (title: string, dataIndex: 'rowsIn' | 'taken' | 'known' | 'refused') => ({
    ...{ title, dataIndex, align: 'right' as const },
    render: (rows: number) => (
      <span className={dataIndex === 'refused' && rows > 0 ? 'con-late' : undefined}>
        {rows.toLocaleString(lang)}
      </span>
    ),
  })
  return (
    <section className="con-box" aria-label={t.batches}>
      <header>
        <h2>{t.batches}</h2>
      </header>
      <Table<FeedBatch>
        size="small"
        rowKey="batch"
        dataSource={feed.batches}
        locale={{ emptyText: t.noBatches }}
        pagination={paged}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: b.at, dataIndex: 'at', render: (at: string) => momentIn(at, zone, lang) },
          { title: b.id, dataIndex: 'batch', render: (id: string) => <code>{id}</code> },
          { title: b.dataset, dataIndex: 'dataset' },
          { title: b.kind, dataIndex: 'kind', render: (kind: FeedBatch['kind']) => t.kinds[kind] },
          count(b.rowsIn, 'rowsIn'),
          count(b.taken, 'taken'),
          count(b.known, 'known'),
          count(b.refused, 'refused'),
        ]}
      />
    </section>
  )
}
