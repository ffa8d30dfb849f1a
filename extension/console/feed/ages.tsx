import { Table } from 'antd'
import type { FeedAttribute, FeedDataset } from '../../../worker/contract/feed.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { feedTexts } from '../../texts/console/feed.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import { percent } from '../results/names.ts'
import { isStale } from './cases.ts'
import { paged } from './paged.ts'

/** A bar ends at so many times the limit, wherever the age is beyond. */
const LONGEST = 1.5

/** All limits stand in one line, so that what is beyond its own is seen at once. */
function Bar({ one }: { one: FeedAttribute }) {
  const share = Math.min(one.medianDays / one.freshDays, LONGEST) / LONGEST
  return (
    <span className={`con-age ${isStale(one) ? 'late' : ''}`} aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
      <b style={{ insetInlineStart: `${100 / LONGEST}%` }} />
    </span>
  )
}

interface AgesProps extends Pick<FeedDataset, 'attributes' | 'lookedAt' | 'lost'> {
  nameOf(name: string): string
  lang: Language
}

/** What a load before had and nobody has now: it has no age and would be missed by nobody. */
function Lost({ lost, nameOf, lang }: AgesProps) {
  const t = inLanguage(feedTexts, lang).ages
  if (lost.length === 0) return null
  return (
    <p className="in">
      <StateMark mark="warn" /> {t.lost(lost.map(nameOf).join(textsIn(lang).marks.list))}
    </p>
  )
}

/** Picture and table in one: a bar for each attribute with a limit, and the figures beside it. */
export function Ages(props: AgesProps) {
  const { attributes, lookedAt, lost, nameOf, lang } = props
  const t = inLanguage(feedTexts, lang).ages
  const { days } = inLanguage(feedTexts, lang)
  if (attributes.length === 0)
    return (
      <>
        <Lost {...props} />
        <p className="in dim">{lookedAt ? t.noLimits : t.nobody}</p>
      </>
    )
  const stale = attributes.filter(isStale).length
  const shown = (age: number) => days(age < 10 ? age : Math.floor(age))
  return (
    <>
      <Lost {...props} />
      <h3 className="con-ages-title">
        <StateMark mark={stale || lost.length ? 'warn' : 'pass'} />{' '}
        {stale ? t.some(stale, attributes.length) : t.allFresh(attributes.length)}
        <span className="small dim">{t.sample(lookedAt.toLocaleString(lang))}</span>
      </h3>
      <Table
        size="small"
        rowKey="name"
        dataSource={attributes}
        pagination={paged}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t.attribute,
            dataIndex: 'name',
            render: (name: string) => <span title={name}>{nameOf(name)}</span>,
          },
          { title: t.bar, key: 'bar', width: '32%', render: (_, one) => <Bar one={one} /> },
          { title: t.median, dataIndex: 'medianDays', align: 'right', render: shown },
          { title: t.limit, dataIndex: 'freshDays', align: 'right', render: days },
          {
            title: t.stale,
            key: 'stale',
            align: 'right',
            render: (_, one) => (
              <span className={isStale(one) ? 'con-late' : undefined}>
                {percent(one.stale / one.customers, 0)}
              </span>
            ),
          },
          {
            title: t.have,
            dataIndex: 'customers',
            align: 'right',
            render: (customers: number) =>
              t.of(customers.toLocaleString(lang), lookedAt.toLocaleString(lang)),
          },
        ]}
      />
    </>
  )
}
