import { Table } from 'antd'
import type { RetentionRule } from '../../../worker/contract/records.ts'
import { recordsTexts } from '../../texts/console/records.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'
import { confirmErasure, getRecords, placeHold, releaseHold, requestErasure, setDays } from './api.ts'
import { Fields } from './fields.tsx'

/** How long records are kept, what is held, and what was erased. */
function Records({ lang, me, playbook }: PageProps) {
  const t = inLanguage(recordsTexts, lang)
  const { data, refusal, busy, reload } = useLoad(getRecords)
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.lead} />
  const admin = me.roles.includes('admin')
  const after = async (work: Promise<unknown>) => {
    await work
    reload()
  }
  const when = (at: string) => momentIn(at, playbook.playbook.timeZone, lang)
  const called = (id: string | null) => {
    const rule = data.rules.find(({ recordClass }) => recordClass === id)
    return rule ? inLanguage(rule.label, lang) : t.every
  }
  const shared = {
    size: 'small',
    pagination: false,
    locale: { emptyText: t.none },
  } as const
  return (
    <div className="con-page">
      <header>
        <h1>{inLanguage(recordsPage.title, lang)}</h1>
        <p className="dim">{t.lead}</p>
        <p className="dim">{t.export}</p>
      </header>
      <section className="con-box con-records" aria-label={t.retention}>
        <h2>{t.retention}</h2>
        <Table
          {...shared}
          rowKey="recordClass"
          dataSource={data.rules}
          columns={[
            { title: t.kind, render: (_, { label }) => inLanguage(label, lang) },
            {
              title: t.days,
              align: 'right',
              render: (_, { days, standard }) => (days === standard ? `${days} (${t.standard})` : days),
            },
            ...(admin
              ? [
                  {
                    title: t.set,
                    render: (_: unknown, { recordClass }: RetentionRule) => (
                      <Fields
                        labels={[t.days]}
                        button={t.set}
                        act={([days]) => after(setDays({ recordClass, days: Number(days) }))}
                      />
                    ),
                  },
                ]
              : []),
            {
              title: t.why,
              render: (_, { citation, held }) => `${inLanguage(citation, lang)}${held ? ` — ${t.held}` : ''}`,
            },
          ]}
        />
      </section>
      <section className="con-box con-records" aria-label={t.holds}>
        <h2>{t.holds}</h2>
        <Table
          {...shared}
          rowKey="id"
          dataSource={data.holds}
          columns={[
            { title: t.kind, render: (_, { recordClass }) => called(recordClass) },
            {
              title: t.customerKey,
              render: (_, { customerKey }) =>
                customerKey ? <code>{customerKey.slice(0, 12)}…</code> : t.every,
            },
            { title: t.reason, dataIndex: 'reason' },
            { title: t.by, dataIndex: 'placedBy' },
            { title: t.at, render: (_, { placedAt }) => when(placedAt) },
            {
              title: t.state,
              render: (_, { id, releasedAt, placedBy }) =>
                releasedAt || placedBy === me.subject ? (
                  releasedAt ? (
                    t.released
                  ) : (
                    t.standing
                  )
                ) : (
                  <Fields
                    labels={[t.reason]}
                    button={t.release}
                    act={([reason = '']) => after(releaseHold(id, reason))}
                  />
                ),
            },
          ]}
        />
        <Fields
          labels={[t.whom, t.reason]}
          button={t.place}
          act={([key = '', reason = '']) =>
            after(
              placeHold({
                id: crypto.randomUUID(),
                recordClass: null,
                customerKey: key.trim() || null,
                reason,
              }),
            )
          }
        />
      </section>
      <section className="con-box con-records" aria-label={t.erasures}>
        <h2>{t.erasures}</h2>
        <p className="dim">{t.second}</p>
        <Table
          {...shared}
          rowKey="id"
          dataSource={data.erasures}
          columns={[
            { title: t.reason, dataIndex: 'reason' },
            { title: t.by, dataIndex: 'requestedBy' },
            { title: t.at, render: (_, { requestedAt }) => when(requestedAt) },
            {
              title: t.state,
              render: (_, { id, state, requestedBy }) =>
                state === 'done' || requestedBy === me.subject ? (
                  t[state]
                ) : (
                  <Fields
                    labels={[t.customerKey]}
                    button={t.confirm}
                    act={([key = '']) => after(confirmErasure(id, key.trim()))}
                  />
                ),
            },
          ]}
        />
        {admin && (
          <Fields
            labels={[t.customerKey, t.reason]}
            button={t.request}
            act={([key = '', reason = '']) =>
              after(requestErasure({ id: crypto.randomUUID(), customerKey: key.trim(), reason }))
            }
          />
        )}
      </section>
    </div>
  )
}

export const recordsPage: Page = {
  id: 'records',
  group: 'settings',
  title: { zh: '记录', en: 'Records' },
  roles: ['admin', 'auditor'],
  View: Records,
}
