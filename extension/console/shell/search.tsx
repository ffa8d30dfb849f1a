import { AutoComplete, Input, type InputRef } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { shellTexts } from '../../texts/console/shell.ts'
import { KINDS, PAGE_OF } from '../content/kinds.ts'
import { type Row, rowsOf } from '../content/rows.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { goTo } from './route.ts'

const MOST = 12

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** `/` goes to the search field from wherever nothing is being written. */
function useSlash(go: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      event.preventDefault()
      go()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [go])
}

/** Rows whose label in either language or whose id holds all words asked for. */
export function findRows(rows: readonly Row[], asked: string): Row[] {
  const words = asked.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  return rows.filter(({ label, itemId }) => {
    const text = `${label.zh} ${label.en} ${itemId}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Finds any item of the playbook or of a draft by name or id, and goes there. */
export function Search({
  lang,
  playbook,
  changes,
}: Pick<PageProps, 'playbook' | 'changes'> & { lang: Language }) {
  const t = inLanguage(shellTexts, lang)
  const { kinds } = inLanguage(memberTexts, lang)
  const [asked, setAsked] = useState('')
  const field = useRef<InputRef>(null)
  const go = useRef(() => field.current?.focus()).current
  useSlash(go)
  const rows = useMemo(
    () => KINDS.flatMap((kind) => rowsOf(kind, playbook.playbook, changes)),
    [playbook, changes],
  )
  const found = findRows(rows, asked)
  const options = found.slice(0, MOST).map(({ kind, itemId, label }) => ({
    value: `${PAGE_OF[kind]}/${itemId}`,
    label: (
      <span className="con-found">
        <span>{inLanguage(label, lang)}</span>
        <span className="small faint">{kinds[kind]}</span>
      </span>
    ),
  }))
  const open = (address: string) => {
    const [page = '', ...rest] = address.split('/')
    goTo(page, rest.join('/'))
    setAsked('')
    field.current?.blur()
  }
  return (
    <search className="con-search">
      <AutoComplete
        value={asked}
        options={options}
        onChange={setAsked}
        onSelect={open}
        popupMatchSelectWidth={280}
      >
        <Input
          ref={field}
          aria-label={`${t.search}（/）`}
          placeholder={t.search}
          suffix={<kbd className="key">/</kbd>}
          allowClear
        />
      </AutoComplete>
      <span className="unseen" role="status">
        {asked.trim() ? t.found(found.length) : ''}
      </span>
    </search>
  )
}
