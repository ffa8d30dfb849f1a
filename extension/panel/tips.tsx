import { type RefObject, useEffect, useRef, useState } from 'react'
import type { FromPanel } from '../messages.ts'
import type { DecidedView, PanelWords, TipView } from '../views.ts'
import type { Answer } from './answers.tsx'
import { useFold } from './fold.tsx'
import { Hidden } from './hidden.tsx'
import { Section } from './section.tsx'
import { TipCard } from './tip-card.tsx'

interface TipsProps {
  view: DecidedView
  words: PanelWords
  send(message: FromPanel): void
}

/** Tips best first: one in full, the others a press away. */
export function Tips({ view, words, send }: TipsProps) {
  const { open, id, button } = useFold()
  const held = view.hiddenLine && (
    <button {...button} className="link small">
      {view.hiddenLine}
    </button>
  )
  return (
    <Section title={words.tips} hint={view.tipsLine} aside={held}>
      {open && <Hidden id={id} title={words.hidden} hidden={view.hidden} />}
      {view.tips.length ? (
        <Queue view={view} words={words} send={send} />
      ) : (
        <p className="dim">{view.noTips}</p>
      )}
    </Section>
  )
}

/** As many lines as leave room for what else a customer's first screen must hold. */
const AT_ONCE = 4

/** Which tip is open, and which answer is on its way. */
function useQueue({ tips, keyShort }: DecidedView, send: TipsProps['send'], list: RefObject<Element | null>) {
  const [chosen, setChosen] = useState('')
  const [sent, setSent] = useState('')
  const open = tips.find(({ id }) => id === chosen) ?? tips[0]
  useNextFocus(list, open?.id, sent)
  const answer = (tip: TipView, given: Answer) => {
    setSent(tip.id)
    send({ type: 'answer', keyShort, tipId: tip.id, ...given })
  }
  return { open, sent, choose: setChosen, answer }
}

/** After an answer the focus goes on to the next tip, if it was in the one that left. */
function useNextFocus(list: RefObject<Element | null>, openId: string | undefined, sentId: string): void {
  const before = useRef(openId)
  useEffect(() => {
    if (before.current === sentId && openId !== sentId && document.activeElement === document.body) {
      list.current?.querySelector<HTMLElement>('.primary')?.focus()
    }
    before.current = openId
  }, [list, openId, sentId])
}

function Queue({ view, words, send }: TipsProps) {
  const list = useRef<HTMLUListElement>(null)
  const { open, sent, choose, answer } = useQueue(view, send, list)
  const rest = useFold()
  const shown = rest.open ? view.tips : view.tips.slice(0, AT_ONCE)
  return (
    <>
      <p className="unseen" role="status">
        {sent && open?.id !== sent ? words.answered : ''}
      </p>
      <ul className="queue" ref={list}>
        {shown.map((tip) => (
          <li key={tip.id}>
            {tip === open ? (
              <TipCard
                tip={tip}
                words={words}
                reasons={view.dismissReasons}
                sent={sent === tip.id}
                answer={(given) => answer(tip, given)}
              />
            ) : (
              <button type="button" className="turn" aria-expanded="false" onClick={() => choose(tip.id)}>
                <span className="one">{tip.label}</span>
                <span className="small faint">{tip.category}</span>
              </button>
            )}
          </li>
        ))}
        {shown.length < view.tips.length && (
          <li>
            <button {...rest.button} className="turn">
              <span className="one">{words.otherTips}</span>
              <span className="small faint">{view.tips.length - shown.length}</span>
            </button>
          </li>
        )}
      </ul>
    </>
  )
}
