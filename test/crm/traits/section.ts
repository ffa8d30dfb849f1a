import type { Base } from '../base.ts'
import { html } from '../html.ts'
import { type Answer, type Asked, page, type Section } from '../http.ts'
import { type Shown, type Trait, utf8 } from './parts.ts'
import { traits } from './registry.ts'

function shownOf(base: Base, { query, body }: Asked): Shown {
  const asked = new URLSearchParams(`${body}&${query}`)
  const known = (name: string) => base.find(asked.get(name) ?? '')?.number
  const number = known('khh') ?? base.numbers[0] ?? ''
  const next = known('next') ?? base.neighbour(number, 1)
  return {
    number,
    name: base.person(number).name,
    next: { number: next, name: base.person(next).name },
    link: `khh=${next}&next=${number}`,
  }
}

function answerOf(trait: Trait, name: string, shown: Shown, asked: Asked): Answer | null {
  const answer = trait[name]?.(shown, asked) ?? null
  return typeof answer === 'string' ? utf8(answer) : answer
}

/** One small page, or set of frames, for each thing that old pages do. What their forms send is kept in `sent`. */
export function traitsSection(base: Base, sent: string[]): Section {
  return (asked) => {
    const [, id = '', name = ''] = /^\/traits\/([a-z-]+)\/([a-z0-9-]*)$/.exec(asked.path) ?? []
    const trait = traits[id]
    if (!trait) return null
    if (name !== 'save') return answerOf(trait, name, shownOf(base, asked), asked)
    sent.push(`${id}?${asked.body.toString() || asked.query}`)
    return page(html`已受理`)
  }
}
