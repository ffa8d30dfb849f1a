import { Select, Table } from 'antd'
import { useState } from 'react'
import type { AgentState, NoticeReach, PushReport } from '../../../worker/contract/live.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { pushTexts } from '../../texts/console/push.ts'
import { getPushes } from '../api.ts'
import { inLanguage } from '../language.ts'
import { OwnTeams } from '../own-teams.tsx'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'
import { inOrder } from './order.ts'

/** Receipts come by the second. Milliseconds. */
const AGAIN = 1000

interface Shown {
  report: PushReport
  lang: Language
  zone: string
}

function Bar({ label, count, all, lang }: { label: string; count: number; all: number; lang: Language }) {
  const t = inLanguage(pushTexts, lang)
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${all ? (count / all) * 100 : 0}%` }} />
        </span>
        <span className="num">{t.of(count, all)}</span>
      </dd>
    </>
  )
}

function Receipts({ reach, lang, zone }: { reach: NoticeReach; lang: Language; zone: string }) {
  const t = inLanguage(pushTexts, lang)
  const when = (moment: string | null) => (moment ? momentIn(moment, zone, lang) : t.notYet)
  return (
    <Table
      size="small"
      rowKey="agent"
      pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
      dataSource={reach.receipts}
      columns={[
        { title: t.agent, dataIndex: 'agent' },
        { title: t.team, dataIndex: 'team' },
        { title: t.delivered, dataIndex: 'delivered', render: when },
        { title: t.displayed, dataIndex: 'displayed', render: when },
        { title: t.acknowledged, dataIndex: 'acknowledged', render: when },
      ]}
    />
  )
}

function NoticeCard({ reach, lang, zone }: { reach: NoticeReach; lang: Language; zone: string }) {
  const t = inLanguage(pushTexts, lang)
  const { notice, audience } = reach
  const text = inLanguage(notice.text, lang)
  return (
    <li className="con-notice">
      <p>
        <span className={`tag ${notice.urgent ? 'block' : ''}`}>{notice.urgent ? t.urgent : t.calm}</span>{' '}
        <b>{text}</b> <span className="small faint">{t.to(audience)}</span>
      </p>
      <dl className="con-bars">
        <Bar label={t.delivered} count={reach.delivered} all={audience} lang={lang} />
        <Bar label={t.displayed} count={reach.displayed} all={audience} lang={lang} />
        <Bar label={t.acknowledged} count={reach.acknowledged} all={audience} lang={lang} />
      </dl>
      <details>
        <summary>{t.who}</summary>
        <Receipts {...{ reach, lang, zone }} />
      </details>
    </li>
  )
}

function Agents({ report, lang, zone }: Shown) {
  const t = inLanguage(pushTexts, lang)
  const [team, setTeam] = useState<string>()
  const teams = [...new Set(report.agents.map((one) => one.team))].toSorted()
  const agents = inOrder(report).filter((one) => !team || one.team === team)
  const state = ({ online, version }: AgentState) => (
    <span className="nowrap">
      <StateMark mark={online ? (version === report.version ? 'pass' : 'warn') : 'none'} />{' '}
      {online ? t.online : t.offline}
    </span>
  )
  return (
    <section className="con-box" aria-label={t.agents}>
      <header>
        <h2>{t.agents}</h2>
        <span className="space" />
        <Select
          aria-label={t.team}
          allowClear
          placeholder={t.allTeams}
          value={team}
          options={teams.map((value) => ({ value, label: value }))}
          popupMatchSelectWidth={false}
          onChange={(next?: string) => setTeam(next)}
        />
      </header>
      <Table
        size="small"
        rowKey="agent"
        dataSource={agents}
        locale={{ emptyText: t.nobody }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, size: 'small' }}
        columns={[
          { title: t.agent, dataIndex: 'agent' },
          { title: t.team, dataIndex: 'team' },
          { title: t.state, key: 'state', render: (_, one: AgentState) => state(one) },
          { title: t.version, dataIndex: 'version', align: 'right', render: (one: number) => one || t.none },
          { title: t.seen, dataIndex: 'seenAt', render: (one: string) => momentIn(one, zone, lang) },
        ]}
      />
    </section>
  )
}

function Report({ report, lang, zone, me }: Shown & Pick<PageProps, 'me'>) {
  const t = inLanguage(pushTexts, lang)
  const behind = report.online - report.current
  const allThere = behind ? t.behind(behind) : t.all
  const said = report.online ? allThere : t.onReturn(report.version)
  return (
    <>
      <header>
        <h1>{report.online ? t.has(report.current, report.online, report.version) : t.noAgents}</h1>
        <p className="dim">{[said, t.lead].join(lang === 'zh-CN' ? '' : ' ')}</p>
        <OwnTeams {...{ me, lang }} />
        {report.unasked.length > 0 && (
          <p className="con-late" role="status">
            {t.unasked(report.unasked.map((team) => team || t.noTeam).join(lang === 'zh-CN' ? '、' : ', '))}
          </p>
        )}
      </header>
      <section className="con-box" aria-label={t.notices}>
        <header>
          <h2>{t.notices}</h2>
        </header>
        {report.notices.length ? (
          <ul className="in">
            {report.notices.map((reach) => (
              <NoticeCard key={reach.notice.id} {...{ reach, lang, zone }} />
            ))}
          </ul>
        ) : (
          <p className="in dim">{t.noNotices}</p>
        )}
      </section>
      <Agents {...{ report, lang, zone }} />
    </>
  )
}

/** Who has which playbook, and how far each notice has come. */
function Push({ lang, me, playbook }: PageProps) {
  const { data, refusal, busy, reload } = useLoad(getPushes, AGAIN)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={inLanguage(pushPage.title, lang)} />
  return (
    <div className="con-page">
      <Report report={data} zone={playbook.playbook.timeZone} {...{ me, lang }} />
    </div>
  )
}

export const pushPage: Page = {
  id: 'push',
  group: 'watch',
  title: { zh: '推送与回执', en: 'Push and receipts' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: Push,
}
