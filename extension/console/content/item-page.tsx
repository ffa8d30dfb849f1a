import { Alert, Button, Form } from 'antd'
import { useDeferredValue, useEffect, useMemo } from 'react'
import { issueTexts } from '../../texts/console/issues.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { shellTexts } from '../../texts/console/shell.ts'
import { Conflict } from '../draft/conflict.tsx'
import type { Draft } from '../draft/draft.ts'
import { useDraft, useDraftView } from '../draft/use-draft.ts'
import { type Editing, EditingContext } from '../editors/context.ts'
import { editors } from '../editors/editors.tsx'
import { issuesOf, WHOLE } from '../editors/issues.ts'
import { withMember } from '../editors/members.ts'
import { useShown } from '../editors/shown.ts'
import { ItemHistory } from '../history/item-history.tsx'
import { inLanguage } from '../language.ts'
import { mayWrite } from '../lifecycle/moves.ts'
import { NoticeBox } from '../lifecycle/notice.tsx'
import type { PageProps } from '../page.ts'
import { Previewing } from '../preview/previewing.tsx'
import { isPreviewed } from '../preview/run.ts'
import { Bones } from '../shell/state.tsx'
import { ItemHead } from './item-head.tsx'
import type { Row } from './rows.ts'
import { SideColumn } from './side-column.tsx'

export interface ItemProps extends Pick<PageProps, 'lang' | 'me' | 'playbook' | 'changes'> {
  row: Row
  /** What a new item begins with. */
  blank: unknown
  /** `history` below the item, or nothing. */
  part: string | undefined
  done(closed: boolean): void
}

/** Undo and redo over the draft's states, also while a field has the focus. */
function useUndoKeys(draft: Draft, on: boolean) {
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      if (event.shiftKey) draft.redo()
      else draft.undo()
    }
    window.addEventListener('keydown', press, { capture: true })
    return () => window.removeEventListener('keydown', press, { capture: true })
  }, [draft, on])
}

/** Leaving with unsaved words: they are sent, and lie in the browser besides. */
export function ItemPage(props: ItemProps) {
  const { row, blank, playbook, lang } = props
  const draft = useDraft(row, blank, playbook.version)
  if (!draft) return <Bones label={inLanguage(shellTexts, lang).loading} />
  return <Item {...props} draft={draft} />
}

function Removing({
  draft,
  live,
  lang,
  off,
}: {
  draft: Draft
  live: unknown
  lang: ItemProps['lang']
  off: boolean
}) {
  const t = inLanguage(lifecycleTexts, lang)
  const keep = (
    <Button size="small" disabled={off} onClick={() => draft.write({ content: live })}>
      {t.keep}
    </Button>
  )
  return <Alert type="warning" title={t.removing} action={keep} />
}

function useEditingOf(props: ItemProps, draft: Draft): Editing & { gone: boolean } {
  const { row, lang, playbook, me } = props
  const { text, change } = useDraftView(draft)
  const late = useDeferredValue(text.content)
  const issues = useMemo(
    () => issuesOf(row.kind, row.itemId, late, playbook.playbook, lang),
    [row.kind, row.itemId, late, playbook, lang],
  )
  const locked = change !== null && change.state !== 'draft'
  const shown = useShown(row.live === undefined)
  return {
    kind: row.kind,
    ...{ lang, playbook, issues, shown },
    live: row.live,
    content: (text.content ?? row.live ?? {}) as Record<string, unknown>,
    gone: text.content === null,
    readOnly: locked || text.content === null || !mayWrite(me),
    set(path, value) {
      const place = path.join('.')
      shown.touch(place)
      draft.write({ content: withMember(text.content, path, value) }, place)
    },
  }
}

function Issues({ editing }: { editing: Editing }) {
  const t = inLanguage(issueTexts, editing.lang)
  const whole = editing.issues.filter(({ path }) => path === WHOLE)
  const count = editing.issues.length
  if (!count) return null
  const { tried, at } = editing.shown
  const calm = !at(WHOLE)
  return (
    <div className="con-issues" tabIndex={-1}>
      <Alert
        role="status"
        type={calm ? 'info' : 'warning'}
        title={tried ? t.notYet(count) : calm ? t.missingStill(count) : t.title(count)}
        description={
          whole.length > 0 && (
            <ul className="con-faults">
              {whole.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )
        }
      />
    </div>
  )
}

function Item(props: ItemProps & { draft: Draft }) {
  const { row, draft, lang, playbook, part, me } = props
  const t = inLanguage(lifecycleTexts, lang)
  const view = useDraftView(draft)
  const editing = useEditingOf(props, draft)
  const Editor = editors[row.kind]
  const locked = view.change !== null && view.change.state !== 'draft'
  useUndoKeys(draft, !editing.readOnly || editing.gone)
  if (part === 'history') return <ItemHistory {...props} />
  const page = (
    <>
      <div className="con-item-page">
        <ItemHead {...props} {...{ view, editing }} />
        {view.theirs && <Conflict {...{ draft, view, lang, playbook, row }} />}
        {locked && mayWrite(me) && (
          <p className="notice">{view.change?.state === 'provisional' ? t.lockedEmergency : t.locked}</p>
        )}
        {editing.gone && <Removing {...{ draft, lang }} live={row.live} off={!mayWrite(me) || locked} />}
        {mayWrite(me) && view.text.content !== row.live && <Issues editing={editing} />}
        <EditingContext value={editing}>
          <Form layout="vertical" component={false}>
            <Editor />
            <NoticeBox {...{ draft, view, lang }} readOnly={locked || !mayWrite(me)} title={row.label} />
          </Form>
        </EditingContext>
      </div>
      <SideColumn {...props} {...{ view, editing }} />
    </>
  )
  if (!isPreviewed(row.kind)) return page
  const { kind, itemId } = row
  const { content } = view.text
  return (
    <Previewing {...{ kind, itemId, content }} playbook={playbook.playbook}>
      {page}
    </Previewing>
  )
}
