import { Table } from 'antd'
import type { Fleet, FleetBrowser } from '../../../worker/contract/fleet.ts'
import { StateMark } from '../../panel/mark.tsx'
import { fleetTexts } from '../../texts/console/fleet.ts'
import { textsIn } from '../../texts/index.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { momentIn } from '../shell/when.ts'
import { isLate, keyLabel } from './cases.ts'

type Shown = Pick<PageProps, 'lang' | 'playbook'>

function State({ one, lang, now }: { one: FleetBrowser; now: Date } & Pick<PageProps, 'lang'>) {
  const t = inLanguage(fleetTexts, lang)
  const keys = [...new Set(one.problems.map(({ key }) => keyLabel(key, lang)))].join(textsIn(lang).marks.list)
  if (keys)
    return (
      <>
        <StateMark mark="warn" /> {t.wrong(keys)}
      </>
    )
  if (isLate(one, now))
    return (
      <>
        <StateMark mark="none" /> {t.late(7)}
      </>
    )
  return (
    <>
      <StateMark mark="pass" /> {one.homeOffice ? t.homeOffice : t.fine}
    </>
  )
}

/** Every browser that the edge sends, those that need a look first. */
export function Browsers({ fleet, lang, playbook, now }: { fleet: Fleet; now: Date } & Shown) {
  const t = inLanguage(fleetTexts, lang)
  const { columns: c } = t
  return (
    <section className="con-box" aria-label={t.list}>
      <header>
        <h2>{t.list}</h2>
        {fleet.list.length < fleet.browsers && (
          <span className="small dim">{t.listNote(fleet.list.length, fleet.browsers)}</span>
        )}
      </header>
      <Table
        size="small"
        rowKey="id"
        dataSource={fleet.list}
        locale={{ emptyText: t.empty }}
        pagination={fleet.list.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: c.agent, dataIndex: 'agent' },
          { title: c.team, dataIndex: 'team' },
          { title: c.state, render: (_, one) => <State {...{ one, lang, now }} /> },
          { title: c.version, dataIndex: 'version' },
          { title: c.ring, dataIndex: 'ring', render: (ring: FleetBrowser['ring']) => t.rings[ring] },
          {
            title: c.playbook,
            dataIndex: 'playbookVersion',
            align: 'right',
            render: (version: number | null) => version ?? '–',
          },
          { title: c.key, dataIndex: 'hmacKeyId', render: (id: string | null) => <code>{id ?? '–'}</code> },
          {
            title: c.browser,
            render: (_, { browser }) => `${browser.name} ${browser.major} · ${browser.platform}`,
          },
          {
            title: c.seen,
            dataIndex: 'seenAt',
            render: (at: string) => momentIn(at, playbook.playbook.timeZone, lang),
          },
        ]}
      />
    </section>
  )
}
