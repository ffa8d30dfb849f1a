import { Button, Select, Table } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { AuditEntry } from '../../../worker/contract/audit.ts'
import { auditTexts } from '../../texts/console/audit.ts'
import { getAudit } from '../api.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { momentIn } from '../shell/when.ts'
import { useLoad } from '../use-load.ts'

/** What was done, by whom, newest first. */
function Audit({ lang, playbook }: PageProps) {
  const t = inLanguage(auditTexts, lang)
  const [database, setDatabase] = useState<string>()
  const [before, setBefore] = useState<number>()
  const [entries, setEntries] = useState<readonly AuditEntry[]>([])
  const load = useCallback(() => getAudit(database, before), [database, before])
  const { data, refusal, busy, reload } = useLoad(load)
  useEffect(() => {
    if (!data) return
    setEntries((known) => {
      const fresh = data.entries.filter((one) => !known.some(({ sequence }) => sequence === one.sequence))
      return [...known, ...fresh].toSorted((a, b) => b.sequence - a.sequence)
    })
  }, [data])
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />
  if (!data) return <Bones label={t.lead} />
  const choose = (name: string) => {
    setEntries([])
    setBefore(undefined)
    setDatabase(name === data.databases[0] ? undefined : name)
  }
  const oldest = entries.at(-1)?.sequence
  return (
    <div className="con-page">
      <header>
        <h1>{inLanguage(auditPage.title, lang)}</h1>
        <p className="dim">{t.lead}</p>
        {data.databases.length > 1 && (
          <Select
            aria-label={t.chain}
            value={database ?? data.databases[0] ?? ''}
            options={data.databases.map((name, at) => ({
              value: name,
              label: at === 0 ? t.bank : `${t.customers} ${name}`,
            }))}
            onChange={choose}
          />
        )}
      </header>
      <section className="con-box" aria-label={inLanguage(auditPage.title, lang)}>
        <Table
          size="small"
          rowKey="sequence"
          dataSource={[...entries]}
          locale={{ emptyText: t.none }}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t.number, dataIndex: 'sequence', align: 'right' },
            {
              title: t.at,
              dataIndex: 'at',
              render: (at: string) => momentIn(at, playbook.playbook.timeZone, lang),
            },
            { title: t.actor, dataIndex: 'actor', render: (actor: string | null) => actor ?? t.edge },
            {
              title: t.action,
              dataIndex: 'action',
              render: (action: string) => <span title={action}>{t.actions[action] ?? action}</span>,
            },
            { title: t.subject, dataIndex: 'subject', render: (subject: string) => <code>{subject}</code> },
            { title: t.detail, dataIndex: 'detail', render: (detail: string) => <code>{detail}</code> },
            { title: t.origin, dataIndex: 'origin', render: (origin: string) => <code>{origin}</code> },
            { title: t.hash, dataIndex: 'hash', render: (hash: string) => <code>{hash.slice(0, 12)}…</code> },
          ]}
        />
      </section>
      {oldest !== undefined && oldest > 1 && (
        <Button disabled={busy} onClick={() => setBefore(oldest)}>
          {t.more}
        </Button>
      )}
    </div>
  )
}

export const auditPage: Page = {
  id: 'audit',
  group: 'settings',
  title: { zh: '审计', en: 'Audit' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: Audit,
}
