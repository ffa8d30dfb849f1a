import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { type Move, moveChange, withdraw } from '../api.ts'
import { WITHDRAWABLE } from '../content/kinds.ts'
import type { Row } from '../content/rows.ts'
import type { Draft, DraftView } from '../draft/draft.ts'
import { EdgeRefusal } from '../edge.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { Ask } from './ask.tsx'
import { mayWithdraw, mayWrite, movesFor } from './moves.ts'
import { useActing } from './use-acting.ts'

type Act = Move | 'withdraw'

/** These are done at a press; the others ask once. */
const AT_ONCE: readonly Act[] = ['submit', 'take-back']
const DANGER: readonly Act[] = ['discard', 'declare', 'withdraw', 'return']
const PRIMARY: readonly Act[] = ['submit', 'approve', 'confirm']

export interface ActionsProps extends Pick<PageProps, 'lang' | 'me' | 'playbook'> {
  row: Row
  name: string
  draft: Draft
  view: DraftView
  /** Two texts are at odds: nothing can be submitted yet. */
  held: boolean
  /** Says what is still wrong, instead of submitting; null where nothing is. */
  faulty: (() => void) | null
  extras: readonly Extra[]
  /** Looks again; `closed`: the change is no more. */
  done(closed: boolean): void
}

async function perform(act: Act, reason: string, { row, draft, playbook }: ActionsProps): Promise<void> {
  const comment = reason || undefined
  if (act === 'withdraw') {
    const { kind, itemId } = row
    await withdraw({ kind: kind as 'tip' | 'script', itemId, version: playbook.version, comment: reason })
    return
  }
  await draft.save()
  const { change, refusal } = draft.view()
  if (refusal) throw refusal
  if (!change) throw new EdgeRefusal('no-answer')
  draft.moved(await moveChange(change.id, act, change.revision, comment))
}

const RARE: readonly Act[] = ['withdraw', 'declare', 'discard']
const isRare = ({ move }: { move: Act }) => RARE.includes(move)

/** Something else to choose from the menu. */
export interface Extra {
  key: string
  label: string
  danger?: boolean
  disabled?: boolean
  run(): void
}

interface MenuProps {
  acts: readonly { move: Act }[]
  extras: readonly Extra[]
  t: { more: string; moves: Record<string, string> }
  choose(act: Act): void
}

/** What is seldom wanted, or reaches far, stands in a menu and not beside what is pressed every day. */
function Menu({ acts, extras, t, choose }: MenuProps) {
  const items = [
    ...extras.map(({ run: _, ...item }) => item),
    { type: 'divider' as const },
    ...acts.map(({ move }) => ({ key: move, label: t.moves[move], danger: true })),
  ]
  const pick = (key: string) => {
    const extra = extras.find((one) => one.key === key)
    if (extra) extra.run()
    else choose(key as Act)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => pick(key) }}>
      <Button aria-haspopup="menu">{t.more}</Button>
    </Dropdown>
  )
}

const CLOSING: readonly Act[] = ['discard', 'approve', 'declare', 'confirm', 'withdraw']

/** What can be done with the item now, by this person. */
export function Actions(props: ActionsProps) {
  const { lang, me, row, view, name, held, faulty, extras, done } = props
  const t = inLanguage(lifecycleTexts, lang)
  const [asking, setAsking] = useState<Act | null>(null)
  // What is in force has changed under the draft: the difference beside it shows how, and it may go on from there.
  const [stale, setStale] = useState(false)
  const { busy, act } = useActing(lang)
  const run = async (what: Act, reason: string) => {
    const refusal = await act(() => perform(what, reason, props))
    setAsking(null)
    setStale(refusal?.kind === 'base-moved')
    if (!refusal) done(CLOSING.includes(what))
  }
  // Before the first word is saved there is a draft all the same; of a new item it is said what it lacks.
  const unwritten = row.live === undefined && faulty !== null
  const begun = (view.state !== 'same' || unwritten) && mayWrite(me)
  const possible =
    view.change || !begun ? movesFor(view.change, me) : [{ move: 'submit' as const, refused: null }]
  const withdrawable = WITHDRAWABLE.includes(row.kind) && row.live !== undefined && mayWithdraw(me)
  const acts: { move: Act; refused: 'own' | null }[] = [
    ...(withdrawable ? [{ move: 'withdraw' as const, refused: null }] : []),
    ...possible.toReversed(),
  ]
  const ask = asking ? t.asks[asking] : undefined
  const press = (move: Act) => {
    if (move === 'submit' && faulty) return faulty()
    if (AT_ONCE.includes(move)) void run(move, '')
    else setAsking(move)
  }
  return (
    <>
      {stale && (
        <Button
          disabled={busy}
          onClick={() => {
            setStale(false)
            props.draft.rebase(props.playbook.version)
          }}
        >
          {t.rebase}
        </Button>
      )}
      <Menu {...{ t, extras }} acts={acts.filter(isRare)} choose={setAsking} />
      {acts
        .filter((one) => !isRare(one))
        .map(({ move, refused }) => (
          <Button
            key={move}
            type={PRIMARY.includes(move) ? 'primary' : 'default'}
            disabled={busy || refused !== null || (move === 'submit' && held)}
            onClick={() => press(move)}
          >
            {t.moves[move]}
          </Button>
        ))}
      {asking && ask && (
        <Ask
          asked={{
            title: ask.title(name),
            detail: ask.detail,
            field: ask.field,
            act: t.moves[asking] ?? '',
            danger: DANGER.includes(asking),
          }}
          {...{ lang, busy }}
          answer={(reason) => (reason === null ? setAsking(null) : void run(asking, reason))}
        />
      )}
    </>
  )
}
