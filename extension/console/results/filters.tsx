import { Button, Select } from 'antd'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import type { Results } from '../../../worker/contract/results.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { resultsTexts } from '../../texts/console/results.ts'
import { DayInputs, type Days } from '../days.tsx'
import { inLanguage } from '../language.ts'
import { nameIn } from './names.ts'

/** What is looked at. */
export interface Asked extends Days {
  team?: string | undefined
  segment?: string | undefined
  tip?: string | undefined
}

interface Option {
  value: string
  label: string
}

function Choice({
  label,
  all,
  value,
  options,
  set,
}: {
  label: string
  all: string
  value: string | undefined
  options: Option[]
  set(value: string | undefined): void
}) {
  return (
    <Select
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={all}
      value={value}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(next?: string) => set(next)}
    />
  )
}

/** Days, team, segment and tip. Only groups that may be told can be chosen. */
export function Filters({
  asked,
  set,
  results,
  playbook,
  lang,
  save,
}: {
  asked: Asked
  set(asked: Asked): void
  results: Results | null
  playbook: Playbook
  lang: Language
  save(): void
}) {
  const t = inLanguage(resultsTexts, lang)
  const groups = (list: 'teams' | 'segments') =>
    (results?.[list] ?? [])
      .filter(({ agents }) => agents !== null)
      .map(({ group }) => ({ value: group, label: group ? nameIn(playbook, list, group, lang) : t.none }))
  const tips = playbook.tips.map(({ id }) => ({ value: id, label: nameIn(playbook, 'tips', id, lang) }))
  return (
    <search className="con-filters" aria-label={t.title}>
      <DayInputs days={asked} words={t} set={(days) => set({ ...asked, ...days })} />
      <Choice
        label={t.team}
        all={t.allTeams}
        value={asked.team}
        options={groups('teams')}
        set={(team) => set({ ...asked, team })}
      />
      <Choice
        label={t.segment}
        all={t.allSegments}
        value={asked.segment}
        options={groups('segments')}
        set={(segment) => set({ ...asked, segment })}
      />
      <Choice
        label={t.tip}
        all={t.allTips}
        value={asked.tip}
        options={tips}
        set={(tip) => set({ ...asked, tip })}
      />
      <span className="space" />
      <Button disabled={!results || results.hidden} onClick={save}>
        {t.export}
      </Button>
    </search>
  )
}
