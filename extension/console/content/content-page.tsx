import { useMemo, useState } from 'react'
import { OPEN_STATES } from '../../../worker/contract/change.ts'
import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Text } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { inLanguage } from '../language.ts'
import { mayWrite } from '../lifecycle/moves.ts'
import type { PageProps } from '../page.ts'
import { goTo } from '../shell/route.ts'
import { ItemPage } from './item-page.tsx'
import { BLANK, PAGE_OF } from './kinds.ts'
import { List } from './list.tsx'
import { NewItem } from './new-item.tsx'
import { lastContent, type Row, rowsOf } from './rows.ts'

interface Props extends PageProps {
  kind: ItemKind
  title: Text
}

/** An item that nobody has written at yet. */
const newRow = (kind: ItemKind, itemId: string): Row => ({
  ...{ kind, itemId, state: 'draft', change: null, live: undefined, content: undefined },
  label: { zh: itemId, en: itemId },
})

/** Changes when somebody has brought the item to another state: what was being written has an end. */
function lifeOf({ kind, itemId, live }: Row, changes: PageProps['changes']): string {
  const closed = changes.filter(
    (one) =>
      one.kind === kind && one.itemId === itemId && !(OPEN_STATES as readonly string[]).includes(one.state),
  )
  return `${itemId} ${closed.length} ${JSON.stringify(live)}`
}

/** Items of one kind: the list, and one of them to write at. */
export function ContentPage(props: Props) {
  const { kind, title, lang, me, playbook, changes, place, reload } = props
  const t = inLanguage(lifecycleTexts, lang)
  const [naming, setNaming] = useState(false)
  const [turn, setTurn] = useState(0)
  const rows = useMemo(() => rowsOf(kind, playbook.playbook, changes), [kind, playbook, changes])
  const [id, part] = place
  const row = id === undefined ? undefined : (rows.find(({ itemId }) => itemId === id) ?? newRow(kind, id))
  const blank = row && (lastContent(changes, row) ?? BLANK[kind](row.itemId))
  const done = (closed: boolean) => {
    if (closed) setTurn((now) => now + 1)
    reload()
  }
  return (
    <div className={row ? 'con-work open' : 'con-work'}>
      <List {...{ rows, title, lang }} open={id} create={mayWrite(me) ? () => setNaming(true) : null} />
      {row ? (
        <ItemPage
          key={`${turn} ${lifeOf(row, changes)}`}
          {...{ row, blank, lang, me, playbook, changes, done, part }}
        />
      ) : (
        <section className="con-item-page empty" aria-label={inLanguage(title, lang)}>
          <h1>{inLanguage(title, lang)}</h1>
          <p className="dim">{rows.length ? t.choose : t.none}</p>
        </section>
      )}
      {naming && (
        <NewItem
          {...{ kind, lang }}
          taken={new Set(rows.filter(({ state }) => state !== 'gone').map(({ itemId }) => itemId))}
          answer={(next) => {
            setNaming(false)
            if (next !== null) goTo(PAGE_OF[kind], next)
          }}
        />
      )}
    </div>
  )
}
