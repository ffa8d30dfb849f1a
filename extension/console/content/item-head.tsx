import { Button, Dropdown } from 'antd'
import { useRef } from 'react'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import type { Draft, DraftView } from '../draft/draft.ts'
import type { Editing } from '../editors/context.ts'
import { inLanguage } from '../language.ts'
import { Actions } from '../lifecycle/actions.tsx'
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
  const said = { waiting: t.waiting, saving: t.saving, failed: t.failed, same: at ? t.saved(clockIn(at, zone)) : '' }
  const who = others.length ? t.with(others.join('、')) : t.only
  const comma = lang === 'zh-CN' ? '，' : ', '
  return (
    <span className={`small ${view.state === 'failed' ? 'con-late' : 'faint'}`} role="status">
      {view.change && view.state === 'same' ? `${said.same}${comma}${who}` : said[view.state]}
    </span>
  )
}

function More({ row, draft, view, lang, editing, me }: Props) {
  const t = inLanguage(lifecycleTexts, lang)
  const file = useRef<HTMLInputElement>(null)
  const off = editing.readOnly
  const take = async (chosen: File | undefined) => {
    const content = chosen && (await readJson(chosen))
    if (content) draft.write({ content })
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'export', label: t.exportItem },
            { key: 'import', label: t.importItem, disabled: off },
            { key: 'remove', label: t.remove, danger: true, disabled: off || !row.live || !mayWrite(me) },
          ],
          onClick: ({ key }) => {
            if (key === 'export') download(`${row.kind}-${row.itemId}.json`, view.text.content)
            if (key === 'import') file.current?.click()
            if (key === 'remove') draft.write({ content: null })
          },
        }}
      >
        <Button aria-haspopup="menu">{t.more}</Button>
      </Dropdown>
      <input
        ref={file}
        type="file"
        accept=".json"
        hidden
        aria-label={t.importItem}
        onChange={({ target }) => void take(target.files?.[0])}
      />
    </>
  )
}

/** Name and state of what is open, and what can be done with it. */
export function ItemHead(props: Props) {
  const { row, lang, me, playbook, draft, view, editing, done } = props
  const t = inLanguage(lifecycleTexts, lang)
  const { label } = editing.content as { label?: { zh?: string; en?: string } }
  const name = (lang === 'zh-CN' ? label?.zh : label?.en) || row.itemId
  const writes = mayWrite(me)
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
      <More {...props} />
      <Actions
        {...{ lang, me, playbook, row, name, draft, view, done }}
        faulty={editing.issues.length > 0 || view.theirs !== null}
      />
    </header>
  )
}
