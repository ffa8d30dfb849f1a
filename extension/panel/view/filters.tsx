import type { Channel } from '../../../worker/contract/catalogue.ts'
import type { SeenView } from '../../customer-view.ts'
import type { PanelWords } from '../../views.ts'
import type { Narrowed } from './use-timeline.ts'

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

function Chip({ label, count, on, press }: { label: string; count: number; on: boolean; press(): void }) {
  return (
    <button type="button" className="tag" aria-pressed={on} onClick={press}>
      {label}
      <span className="count">{count.toLocaleString('en-US')}</span>
    </button>
  )
}

/** One channel or the contacts, and one kind: the edge is asked for what is left. */
export function Filters({ timeline, narrowed, narrow, words }: FiltersProps) {
  const { total, channels, kinds, contacts } = timeline
  const [channel] = narrowed.channels
  const spoken = narrowed.spoken ?? false
  const [kind] = spoken ? [] : narrowed.kinds
  const ofKind = kind ? [kind] : []
  return (
    <div className="filters">
      <fieldset className="chips" aria-label={words.view.channel}>
        <Chip
          label={words.view.all}
          count={total}
          on={!channel && !spoken}
          press={() => narrow({ channels: [], kinds: ofKind })}
        />
        {contacts && (
          <Chip
            {...contacts}
            on={spoken}
            press={() => narrow({ channels: [], kinds: contacts.kinds, spoken: true })}
          />
        )}
        {channels.map(({ id, label, count }) => (
          <Chip
            key={id}
            label={label}
            count={count}
            on={channel === id}
            press={() => narrow({ channels: [id as Channel], kinds: ofKind })}
          />
        ))}
      </fieldset>
      <select
        aria-label={words.view.kind}
        value={kind ?? ''}
        onChange={({ target }) =>
          narrow({ channels: narrowed.channels, kinds: target.value ? [target.value] : [] })
        }
      >
        <option value="">{words.view.allKinds}</option>
        {kinds.map(({ id, label, count }) => (
          <option key={id} value={id}>{`${label} ${count.toLocaleString('en-US')}`}</option>
        ))}
      </select>
    </div>
  )
}
