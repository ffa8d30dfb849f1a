import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import type { Language, Text } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { inLanguage } from '../language.ts'
import { addressOf } from '../shell/route.ts'
import { findRows } from '../shell/search.tsx'
import { PAGE_OF } from './kinds.ts'
import type { Row, RowState } from './rows.ts'
import { summaryOf } from './summary.ts'

const FILTERS: readonly RowState[] = ['draft', 'waiting', 'provisional', 'live', 'ahead', 'ended', 'gone']
const LOOKS: Record<RowState, string> = {
  draft: 'warn',
  waiting: 'accent',
  provisional: 'block',
  live: 'pass',
  ahead: 'accent',
  ended: '',
  gone: '',
}

/** How an item stands, in a word. */
export function StateTag({ row, lang }: { row: Pick<Row, 'state' | 'change'>; lang: Language }) {
  const t = inLanguage(lifecycleTexts, lang)
  const word = t.states[row.state]
  const numbered = row.change && row.state === 'draft' ? t.revision(word, row.change.revision) : word
  return <span className={`tag ${LOOKS[row.state]}`}>{numbered}</span>
}

function Line({ row, on, lang }: { row: Row; on: boolean; lang: Language }) {
  const label = inLanguage(row.label, lang)
  return (
    <li>
      <a
        href={addressOf(PAGE_OF[row.kind], row.itemId)}
        className={on ? 'on' : undefined}
        aria-current={on ? 'true' : undefined}
      >
        <b>{label}</b>
        <StateTag row={row} lang={lang} />
        <span className="small">{summaryOf(row, lang)}</span>
      </a>
    </li>
  )
}

interface Props {
  rows: readonly Row[]
  open: string | undefined
  title: Text
  lang: Language
  /** Absent for those who may not write. */
  create: (() => void) | null
}

/** The items of a kind, by text and state. */
export function List({ rows, open, title, lang, create }: Props) {
  const t = inLanguage(lifecycleTexts, lang)
  const [text, setText] = useState('')
  const [state, setState] = useState<RowState | null>(null)
  const counts = useMemo(() => Map.groupBy(rows, (row) => row.state), [rows])
  const named = text.trim() ? findRows(rows, text) : rows
  const shown = state ? named.filter((row) => row.state === state) : named
  const filter = (value: RowState | null, label: string, count: number) => (
    <button
      key={label}
      type="button"
      className={`tag ${state === value ? 'accent' : ''}`}
      aria-pressed={state === value}
      onClick={() => setState(value)}
    >
      {label} {count}
    </button>
  )
  return (
    <section className="con-list" aria-label={t.list(inLanguage(title, lang))}>
      <div className="find">
        <div className="row">
          <Input
            aria-label={t.filter}
            placeholder={t.filter}
            value={text}
            allowClear
            onChange={({ target }) => setText(target.value)}
          />
          {create && (
            <Button type="primary" onClick={create}>
              {t.new}
            </Button>
          )}
        </div>
        <div className="filters">
          {filter(null, t.all, rows.length)}
          {FILTERS.filter((one) => counts.has(one) && one !== 'live').map((one) =>
            filter(one, t.states[one], counts.get(one)?.length ?? 0),
          )}
        </div>
      </div>
      {shown.length ? (
        <ul>
          {shown.map((row) => (
            <Line key={row.itemId} row={row} on={row.itemId === open} lang={lang} />
          ))}
        </ul>
      ) : (
        <p className="dim empty">{rows.length ? t.noneFound : t.none}</p>
      )}
    </section>
  )
}
