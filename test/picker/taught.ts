import type { Taught } from '../../extension/picker/draft.ts'
import type { Picked, Tried, Way } from '../../extension/picker/types.ts'
import type { Visit } from '../../extension/picker/visits.ts'

export const DETAIL = { host: 'https://crm.bank.example/*', globs: ['*/detail*'], frame: '' }

export const way = (kind: Way['kind'], at: Way['at'], from: Way['from'] = 'text'): Way => ({
  kind,
  at,
  from,
  whole: true,
})

export const WAYS = {
  label: way('label', { label: ['客户号'] }),
  id: way('id', { css: '#custNo' }),
  position: way('position', { css: 'td:nth-child(2)' }),
}

/** Something pointed at on the detail page. */
export const picked = (
  id: number,
  target: Picked['target'],
  ways: Way[],
  more: Partial<Picked> = {},
): Picked => ({
  id,
  target,
  ways,
  text: '',
  place: DETAIL,
  vague: false,
  form: null,
  view: 0,
  found: false,
  ...more,
})

export const NUMBER = picked(1, 'number', [WAYS.label, WAYS.id, WAYS.position], { text: '600200000001' })
export const NAME = picked(2, 'name', [way('label', { label: ['客户姓名'], css: 'b' })], { text: '甲一' })

/** What a way found: text, or why not. */
export const found = (text: string | null): Tried => ({
  found: text === null ? 0 : 1,
  text,
  unread: text === null ? 'no-element' : null,
})

/** A customer's page; by way of the number, what it read there. */
export const visit = (number: string, name: string, ...read: (string | null)[]): Visit => ({
  number,
  name,
  tried: { 1: read.map(found), 2: [found(name)] },
})

export const taught = (more: Partial<Taught> = {}): Taught => ({
  picks: [NUMBER, NAME],
  visits: [],
  chosen: {},
  acts: {},
  fields: [],
  ...more,
})
