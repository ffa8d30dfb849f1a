import type { Channel } from '../../../worker/contract/catalogue.ts'
import type { FilterView, SeenView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import type { Narrowed } from './use-timeline.ts'

export const everything: Narrowed = { channels: [], kinds: [] }

/** How many of the customer's events there are under a narrowing; null where nobody has counted both together. */
export function countOf({ total, channels, kinds }: SeenView['timeline'], narrowed: Narrowed): number | null {
  if (narrowed.channels.length && narrowed.kinds.length) return null
  const sum = (all: { id: string; count: number }[], ids: readonly string[]) =>
    all.filter(({ id }) => ids.includes(id)).reduce((of, { count }) => of + count, 0)
  if (narrowed.channels.length) return sum(channels, narrowed.channels)
  return narrowed.kinds.length ? sum(kinds, narrowed.kinds) : total
}

interface FiltersProps {
  timeline: SeenView['timeline']
  narrowed: Narrowed
  narrow(narrowed: Narrowed): void
  words: PanelWords
}

interface ChoiceProps {
  label: string
  /** Of the choice that leaves nothing out. */
  all: string
  choices: FilterView[]
  chosen: string | undefined
  choose(id: string | undefined): void
}

function Choice({ label, all, choices, chosen, choose }: ChoiceProps) {
  return (
    <select
      className={chosen && 'on'}
      aria-label={label}
      value={chosen ?? ''}
      onChange={({ target }) => choose(target.value || undefined)}
    >
      <option value="">{all}</option>
      {choices.map(({ id, label: text, count }) => (
        <option key={id} value={id}>{`${text} ${count.toLocaleString('en-US')}`}</option>
      ))}
    </select>
  )
}

/** One channel and one kind, or the contacts: the edge is asked for what is left. One line, however many there are. */
export function Filters({ timeline, narrowed, narrow, words }: FiltersProps) {
  const { channels, kinds, contacts } = timeline
  const [channel] = narrowed.channels
  const spoken = narrowed.spoken ?? false
  const [kind] = spoken ? [] : narrowed.kinds
  return (
    <div className="filters">
      <Choice
        label={words.view.channel}
        all={words.view.allChannels}
        choices={channels}
        chosen={channel}
        choose={(id) => narrow({ channels: id ? [id as Channel] : [], kinds: kind ? [kind] : [] })}
      />
      <Choice
        label={words.view.kind}
        all={words.view.allKinds}
        choices={kinds}
        chosen={kind}
        choose={(id) => narrow({ channels: narrowed.channels, kinds: id ? [id] : [] })}
      />
      {contacts && (
        <button
          type="button"
          className="tag"
          aria-pressed={spoken}
          onClick={() => narrow(spoken ? everything : { channels: [], kinds: contacts.kinds, spoken: true })}
        >
          {contacts.label}
          <span className="count">{contacts.count.toLocaleString('en-US')}</span>
        </button>
      )}
    </div>
  )
}
