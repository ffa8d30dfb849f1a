import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import type { Draft, DraftView } from '../draft/draft.ts'
import type { Editing } from '../editors/context.ts'
import { inLanguage } from '../language.ts'
import { Actions, type Extra } from '../lifecycle/actions.tsx'
import { mayWrite } from '../lifecycle/moves.ts'
import { addressOf } from '../shell/route.ts'
import { clockIn } from '../shell/when.ts'
import { download, readJson } from './files.ts'
import type { ItemProps } from './item-page.tsx'
import { PAGE_OF } from './kinds.ts'
import { StateTag } from './list.tsx'

type Props = ItemProps & { draft: Draft; view: DraftView; editing: Editing & { gone: boolean } }

/** When it was saved and who else writes. */
function Saved({ view, playbook, lang, me }: Props) {
  const t = inLanguage(lifecycleTexts, lang)
  const zone = playbook.playbook.timeZone
  const others = view.change?.editors.filter((one) => one !== me.subject) ?? []
  const at = view.savedAt ?? (view.change && new Date(view.change.updatedAt))
  const said = {
    waiting: t.waiting,
    saving: t.saving,
    failed: t.failed,
    same: at ? t.saved(clockIn(at, zone)) : '',
  }
  const who = others.length ? t.with(others.join('、')) : t.only
  const comma = lang === 'zh-CN' ? '，' : ', '
  return (
    <span className={`small ${view.state === 'failed' ? 'con-late' : 'faint'}`} role="status">
      {view.change && view.state === 'same' ? `${said.same}${comma}${who}` : said[view.state]}
    </span>
  )
}

/** Files, and taking the item out. */
function useExtras({ row, draft, view, lang, editing, me }: Props): { extras: Extra[]; input: ReactNode } {
  const t = inLanguage(lifecycleTexts, lang)
  const file = useRef<HTMLInputElement>(null)
  const off = editing.readOnly
  const take = async (chosen: File | undefined) => {
    const content = chosen && (await readJson(chosen))
    if (content) draft.write({ content })
  }
  const save = () => download(`${row.kind}-${row.itemId}.json`, view.text.content)
  const input = (
    <input
      ref={file}
      type="file"
      accept=".json"
      hidden
      aria-label={t.importItem}
      onChange={({ target }) => void take(target.files?.[0])}
    />
  )
  const extras = [
    { key: 'export', label: t.exportItem, run: save },
    { key: 'import', label: t.importItem, disabled: off, run: () => file.current?.click() },
    {
      ...{ key: 'remove', label: t.remove, danger: true, disabled: off || !row.live || !mayWrite(me) },
      run: () => draft.write({ content: null }),
    },
  ]
  return { extras, input }
}

/** Name and state of what is open, and what can be done with it. */
export function ItemHead(props: Props) {
  const { row, lang, me, playbook, draft, view, editing, done } = props
  const t = inLanguage(lifecycleTexts, lang)
  const { label } = editing.content as { label?: { zh?: string; en?: string } }
  const name = (lang === 'zh-CN' ? label?.zh : label?.en) || row.itemId
  const writes = mayWrite(me)
  const { extras, input } = useExtras(props)
  const state = view.change
    ? row
    : { ...row, state: row.live || row.state === 'gone' ? row.state : ('draft' as const) }
  return (
    <header className="con-head">
      <h1>{name}</h1>
      <StateTag row={{ ...state, change: view.change ?? row.change }} lang={lang} />
      <Saved {...props} />
      <span className="space" />
      <Button type="link" href={addressOf(PAGE_OF[row.kind], row.itemId, 'history')}>
        {t.history}
      </Button>
      {writes && (
        <>
          <Button disabled={!view.canUndo} title="Ctrl+Z" onClick={draft.undo}>
            {t.undo}
          </Button>
          <Button disabled={!view.canRedo} title="Ctrl+Shift+Z" onClick={draft.redo}>
            {t.redo}
          </Button>
        </>
      )}
      {input}
      <Actions
        {...{ lang, me, playbook, row, name, draft, view, extras, done }}
        held={view.theirs !== null}
        faulty={editing.issues.length > 0 ? editing.shown.tell : null}
      />
    </header>
  )
}
