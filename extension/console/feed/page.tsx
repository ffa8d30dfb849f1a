import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Feed } from '../../../worker/contract/feed.ts'
import { feedTexts } from '../../texts/console/feed.ts'
import { callEdge } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { ToSeeTo } from '../shell/to-see-to.tsx'
import { clockIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'
import { casesOf, isStill } from './cases.ts'
import { Dataset } from './dataset.tsx'
import { Empty } from './empty.tsx'
import './feed.css'
import { Filling } from './filling.tsx'
import { Batches, Drift, Problems } from './rows.tsx'
import type { Told } from './told.ts'

const EVERY = 60_000
/** While rows are coming to a full refresh. */
const WHILE_FILLING = 5_000
const load = () => callEdge(Feed, { method: 'GET', path: '/v1/ingest' })

/** Looks oftener while somebody fills a load. */
function useFeed() {
  const [every, setEvery] = useState(EVERY)
  const loaded = useLoad(load, every)
  const { data } = loaded
  const moving = data?.filling.some((one) => !isStill(one, data.at)) ?? false
  useEffect(() => setEvery(moving ? WHILE_FILLING : EVERY), [moving])
  return loaded
}

/** How the bank's data stands: what to see to, what is being filled, each dataset, rows that were not taken. */
function FeedView({ lang, playbook }: PageProps) {
  const t = inLanguage(feedTexts, lang)
  const { data, refusal, busy, seenAt, reload } = useFeed()
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.loading} />
  const { timeZone: zone, catalogue } = playbook.playbook
  const told: Told = { feed: data, lang, zone }
  const nameOf = (name: string) => {
    const label = catalogue.find((one) => one.name === name)?.label
    return label ? inLanguage(label, lang) : name
  }
  const nothing = data.datasets.length + data.filling.length + data.batches.length === 0
  return (
    <div className="con-page con-feed">
      <header>
        <h1>{t.title}</h1>
        <p className="dim">{t.lead}</p>
        <p className="row">
          <span className="small dim">{t.asOf(clockIn(new Date(data.at), zone))}</span>
          <Button size="small" onClick={reload} aria-busy={busy}>
            {t.again}
          </Button>
        </p>
        {refusal && seenAt && (
          <p role="status" className="con-late">
            {t.late(clockIn(seenAt, zone))}
          </p>
        )}
      </header>
      {nothing ? (
        <Empty lang={lang} />
      ) : (
        <>
          <ToSeeTo title={t.look} nothing={t.nothing} cases={casesOf(data, nameOf, lang)} />
          <Filling {...told} />
          {data.datasets.map((one) => (
            <Dataset key={one.dataset} {...{ one, nameOf }} {...told} />
          ))}
          <Problems {...told} />
          <Drift {...told} />
          <Batches {...told} />
        </>
      )}
    </div>
  )
}

export const feedPage: Page = {
  id: 'data',
  group: 'watch',
  title: { zh: '数据', en: 'Data' },
  roles: ['supervisor', 'admin'],
  View: FeedView,
}
