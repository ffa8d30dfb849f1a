import { expect, it } from 'vitest'
import type { Services } from '../../extension/background/services.ts'
import type { Subject } from '../../extension/background/subject.ts'
import type { Tab } from '../../extension/background/tab.ts'
import { Words } from '../../extension/background/words.ts'
import { compiled, customerKey, decided, now, numbered, otherKey, wealthy } from '../panel/story.ts'

const services = {
  playbooks: { current: { numbered, compiled, checkedAt: now.getTime(), heard: null }, adapters: [] },
  standing: () => ({ off: [], failMode: null }),
  policy: () => ({ policy: {}, problems: [] }),
  outbox: { count: 0 },
  walks: { of: () => null },
} as unknown as Services
const words = new Words(services, 'zh-CN')

const one: Subject = { state: 'one', key: customerKey }
const unread: Subject = { state: 'unread', unread: 'unknown-number' }
const conflict: Subject = {
  state: 'conflict',
  places: [
    { screen: 'crm/one', key: customerKey },
    { screen: 'crm/order', key: otherKey },
  ],
}
/** A contact that goes on though nobody is certain who is on the screen now. */
const contact = {
  startedAt: now.toISOString(),
  channel: 'phone',
  steps: { 'identity-verified': now.toISOString() },
}

/** `known`: an answer is there, or, of a conflict, that it lasts. */
function tab(subject: Subject, known = true): Tab {
  const failed = { state: 'failed', kind: subject.state === 'conflict' ? 'conflict' : 'unreachable' }
  const answered = { state: 'answered', answer: decided(wealthy) }
  const there = subject.state === 'one' ? answered : failed
  const isOne = subject.state === 'one'
  return {
    ...{
      id: 7,
      subject,
      empty: false,
      names: true,
      since: null,
      known: known ? there : { state: 'waiting' },
    },
    ...{
      decision: () => (isOne && known ? decided(wealthy) : null),
      contact: () => (isOne ? contact : null),
    },
    ...{ action: () => null, foundBy: () => [], unsure: () => [], fields: () => null },
  } as unknown as Tab
}
const stepsOf = (subject: Subject) => {
  const view = words.panel(tab(subject))
  return 'contact' in view ? view.contact?.line : undefined
}

it('steps are shown of the contact with the one customer, and none where nobody is certain who that is', () => {
  expect(stepsOf(one)).toBe('已做 1 / 3 步')
  expect(words.panel(tab(unread))).toMatchObject({ state: 'not-checked', contact: null })
})

it('scripts can be looked up wherever nobody is certain who it is, with nothing of a customer in them', () => {
  expect(words.script(tab(one))?.keyShort).toBe('7f3a…c21e')
  expect(words.script(tab(one))?.choices.some(({ likely }) => likely)).toBe(true)
  for (const subject of [{ state: 'none' } as const, unread, conflict]) {
    const script = words.script(tab(subject))
    expect(script).toMatchObject({ keyShort: '', walk: null })
    expect(script?.choices.map(({ id }) => id)).toContain('identity-check')
    expect(script?.choices.some(({ likely }) => likely)).toBe(false)
  }
})

it('while frames may only be changing there is no script, as there is no other word', () => {
  for (const subject of [one, conflict]) {
    expect(words.panel(tab(subject, false)).state).toBe('loading')
    expect(words.script(tab(subject, false))).toBeNull()
  }
  expect(words.script(tab({ state: 'moving' }))).toBeNull()
})
