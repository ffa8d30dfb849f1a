import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import type { PlaybookVersion } from '../../../worker/contract/change.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { getVersion, getVersions, rollBack } from '../api.ts'
import { download } from '../content/files.ts'
import { inLanguage } from '../language.ts'
import { Ask } from '../lifecycle/ask.tsx'
import { mayRollBack, mayWrite } from '../lifecycle/moves.ts'
import { useActing } from '../lifecycle/use-acting.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'
import { Compare } from './compare.tsx'
import { Import } from './import.tsx'
import { causeWords } from './versions.ts'

interface ListProps extends Pick<PageProps, 'lang' | 'me' | 'playbook'> {
  versions: readonly PlaybookVersion[]
  /** Goes back to a version. */
  rollback(version: number): void
  save(version: number): void
}

function Versions({ versions, lang, me, playbook, rollback, save }: ListProps) {
  const t = inLanguage(historyTexts, lang)
  const zone = playbook.playbook.timeZone
  const acts = ({ version }: PlaybookVersion) => (
    <span className="row">
      <Button type="link" size="small" aria-label={`${t.exportAll} ${version}`} onClick={() => save(version)}>
        {t.exportAll}
      </Button>
      {version !== playbook.version && mayRollBack(me) && (
        <Button size="small" aria-label={`${t.rollback} ${version}`} onClick={() => rollback(version)}>
          {t.rollback}
        </Button>
      )}
    </span>
  )
  const number = (version: number) => (
    <>
      {version} {version === playbook.version && <span className="tag pass">{t.inForce}</span>}
    </>
  )
  return (
    <Table
      size="small"
      rowKey="version"
      dataSource={[...versions]}
      pagination={{ pageSize: 15, hideOnSinglePage: true, size: 'small' }}
      columns={[
        { title: t.version, dataIndex: 'version', render: number },
        { title: t.at, dataIndex: 'publishedAt', render: (at: string) => momentIn(at, zone, lang) },
        { title: t.by, dataIndex: 'publishedBy', render: (by: string | null) => by ?? t.edge },
        { title: t.why, dataIndex: 'cause', render: (cause) => causeWords(cause, lang) },
        { title: <span className="unseen">{t.compare}</span>, key: 'acts', render: (_, one) => acts(one) },
      ]}
    />
  )
}

function Comparison({ versions, lang }: Pick<ListProps, 'versions' | 'lang'>) {
  const t = inLanguage(historyTexts, lang)
  const [last, before] = versions
  const [pair, setPair] = useState({ from: before?.version ?? last?.version ?? 1, to: last?.version ?? 1 })
  const options = versions.map(({ version }) => ({ value: version, label: String(version) }))
  const choose = (side: 'from' | 'to') => (
    <>
      {t[side]}
      <Select
        aria-label={t[side]}
        value={pair[side]}
        options={options}
        onChange={(version: number) => setPair({ ...pair, [side]: version })}
      />
    </>
  )
  return (
    <section className="con-box" aria-label={t.compare}>
      <header>
        <h2>{t.compare}</h2>
        {choose('from')}
        {choose('to')}
      </header>
      <div className="in">
        <Compare {...pair} lang={lang} />
      </div>
    </section>
  )
}

/** Every version of the playbook: when, by whom, why, what was different, and the way back. */
function History({ lang, me, playbook, changes, reload }: PageProps) {
  const t = inLanguage(historyTexts, lang)
  const { data, refusal, busy, reload: again } = useLoad(getVersions)
  const { busy: acting, act } = useActing(lang)
  const [to, setTo] = useState<number | null>(null)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={again} signIn={again} />
  if (!data) return <Bones label={t.lead} />
  const answer = async (comment: string | null) => {
    if (to !== null && comment !== null) {
      const refusal = await act(() => rollBack(to, { version: playbook.version, comment }))
      if (!refusal) {
        again()
        reload()
      }
    }
    setTo(null)
  }
  const save = (version: number) =>
    void act(async () => download(`playbook-${version}.json`, (await getVersion(version)).playbook))
  return (
    <div className="con-page">
      <header>
        <h1>{inLanguage(historyPage.title, lang)}</h1>
        <p className="dim">{t.lead}</p>
      </header>
      <section className="con-box" aria-label={t.version}>
        <Versions {...{ lang, me, playbook, save }} versions={data.versions} rollback={setTo} />
      </section>
      <Comparison key={data.versions[0]?.version} versions={data.versions} lang={lang} />
      {mayWrite(me) && <Import {...{ lang, playbook, changes, reload }} />}
      {to !== null && (
        <Ask
          asked={{
            title: t.rollbackTitle(to),
            detail: t.rollbackDetail(playbook.version, to),
            field: t.rollbackReason,
            act: t.rollback,
            danger: true,
          }}
          {...{ lang }}
          busy={acting}
          answer={(reason) => void answer(reason)}
        />
      )}
    </div>
  )
}

export const historyPage: Page = {
  id: 'history',
  group: 'settings',
  title: { zh: '策略包历史', en: 'Playbook history' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: History,
}
