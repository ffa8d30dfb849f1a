import { Button, Select, Table } from 'antd'
import { useCallback, useState } from 'react'
import { ScriptTimes } from '../../../worker/contract/script-run.ts'
import { scriptTimesTexts } from '../../texts/console/script-times.ts'
import { DayInputs, type Days, lastDays } from '../days.tsx'
import { callEdge } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { nameIn, percent } from '../results/names.ts'
import { Bones, Refusal } from '../shell/state.tsx'
import { useLoad } from '../use-load.ts'
import { byTime } from './figures.ts'
import { Steps } from './steps.tsx'
import './script-times.css'

interface Asked extends Days {
  team?: string | undefined
}

function useTimes({ from, until, team }: Asked) {
  return useLoad(
    useCallback(() => {
      const query = new URLSearchParams({ from, until, ...(team !== undefined && { team }) })
      return callEdge(ScriptTimes, { method: 'GET', path: `/v1/scripts/times?${query}` })
    }, [from, until, team]),
  )
}

interface FiltersProps extends Pick<PageProps, 'lang' | 'playbook'> {
  asked: Asked
  set(asked: Asked): void
  teams: readonly string[]
}

function Filters({ asked, set, teams, lang, playbook }: FiltersProps) {
  const t = inLanguage(scriptTimesTexts, lang)
  return (
    <search className="con-filters" aria-label={t.title}>
      <DayInputs days={asked} words={t} set={(days) => set({ ...asked, ...days })} />
      <Select
        aria-label={t.team}
        allowClear
        placeholder={t.allTeams}
        value={asked.team}
        options={teams.map((team) => ({
          value: team,
          label: team ? nameIn(playbook.playbook, 'teams', team, lang) : t.noTeam,
        }))}
        popupMatchSelectWidth={false}
        onChange={(team?: string) => set({ ...asked, team })}
      />
    </search>
  )
}

type Row = ScriptTimes['scripts'][number]

interface ScriptsProps extends Pick<PageProps, 'lang' | 'playbook'> {
  scripts: Row[]
  chosen: string
  choose(scriptId: string): void
}

/** Every script in its newest wording, the longest calls first. */
function Scripts({ scripts, chosen, choose, lang, playbook }: ScriptsProps) {
  const t = inLanguage(scriptTimesTexts, lang)
  const name = (id: string) => nameIn(playbook.playbook, 'scripts', id, lang)
  const told = ({ wordings }: Row) => wordings[0]?.figures ?? null
  const figure = (
    key: string,
    title: string,
    say: (row: NonNullable<ReturnType<typeof told>>) => string,
  ) => ({
    key,
    title,
    align: 'right' as const,
    render: (_: unknown, row: Row) => {
      const figures = told(row)
      return figures ? say(figures) : null
    },
    onCell: (row: Row) => (told(row) ? {} : { colSpan: 0 }),
  })
  return (
    <section className="con-box" aria-label={t.scripts}>
      <header>
        <h2>{t.scripts}</h2>
      </header>
      <Table<Row>
        size="small"
        rowKey="scriptId"
        dataSource={scripts}
        pagination={{ pageSize: 12, hideOnSinglePage: true, size: 'small' }}
        rowClassName={({ scriptId }) => (scriptId === chosen ? 'con-chosen' : '')}
        columns={[
          {
            title: t.script,
            key: 'name',
            render: (_, { scriptId }) => (
              <Button
                type="link"
                size="small"
                aria-pressed={scriptId === chosen}
                title={t.show(name(scriptId))}
                onClick={() => choose(scriptId)}
              >
                {name(scriptId)}
              </Button>
            ),
          },
          {
            ...figure('runs', t.runs, ({ runs }) => runs.toLocaleString(lang)),
            render: (_, row) => told(row)?.runs.toLocaleString(lang) ?? <span className="dim">{t.few}</span>,
            onCell: (row) => (told(row) ? {} : { colSpan: 4, style: { textAlign: 'start' } }),
          },
          figure('finished', t.finished, ({ runs, finished }) =>
            runs ? percent(finished / runs, 0) : t.none,
          ),
          figure('median', t.median, ({ time }) => (time ? t.seconds(time.median) : t.none)),
          figure('p90', t.p90, ({ time }) => (time ? t.seconds(time.p90) : t.none)),
        ]}
      />
    </section>
  )
}

/** Where calls take longest, where steps are skipped, and what another wording changed. */
function ScriptTimesView({ lang, playbook }: PageProps) {
  const t = inLanguage(scriptTimesTexts, lang)
  const [asked, setAsked] = useState<Asked>(() => lastDays(playbook.playbook.timeZone))
  const [wanted, choose] = useState('')
  const { data, refusal, busy, reload } = useTimes(asked)
  const scripts = byTime(data?.scripts ?? [])
  const chosen = scripts.find(({ scriptId }) => scriptId === wanted) ?? scripts[0]
  return (
    <div className="con-page" aria-busy={busy}>
      <header>
        <h1>{t.title}</h1>
        <Filters {...{ asked, lang, playbook }} set={setAsked} teams={data?.teams ?? []} />
      </header>
      <p className="small dim">{t.note}</p>
      {refusal && <Refusal {...{ refusal, lang, busy }} retry={reload} signIn={reload} />}
      {!data && !refusal && <Bones label={t.loading} />}
      {data && !refusal && !chosen && <p className="con-box in dim">{t.empty}</p>}
      {chosen && !refusal && (
        <>
          <Steps
            key={`${chosen.scriptId} ${asked.team ?? ''}`}
            times={chosen}
            script={playbook.playbook.scripts.find(({ id }) => id === chosen.scriptId)}
            lang={lang}
          />
          <Scripts {...{ scripts, lang, playbook, choose }} chosen={chosen.scriptId} />
        </>
      )}
    </div>
  )
}

export const scriptTimesPage: Page = {
  id: 'script-times',
  group: 'watch',
  title: { zh: '话术用时', en: 'Script times' },
  roles: ['supervisor', 'approver', 'admin', 'auditor'],
  View: ScriptTimesView,
}
