import { expect, test, vi } from 'vitest'
import { offerPrompt } from '../../extension/background/prompt.ts'
import type { Services } from '../../extension/background/services.ts'
import type { Tab } from '../../extension/background/tab.ts'
import type { FoundBy } from '../../extension/present/found-by.ts'

const customer = { number: [{ css: '#no' }], anchor: [{ css: '#name' }] }
const adapters = [{ id: 'crm', screens: [{ id: 'detail', customer }] }]
const services = {
  playbooks: { adapters },
  words: () => ({ card: () => ({ title: 'card' }) }),
} as unknown as Services

/** A tab whose best tip may ask for attention; its frames found the customer so. */
function offered(...foundBy: (FoundBy | null)[]): boolean {
  const send = vi.fn()
  const frames = foundBy.map((one) => ({ screen: 'crm/detail', generation: 1, foundBy: one, send }))
  offerPrompt(services, {
    contact: () => ({ cardSeen: false }),
    decision: () => ({ tips: [{ interrupts: true }] }),
    busy: false,
    namingFrames: () => frames,
  } as unknown as Tab)
  return send.mock.calls.length > 0
}

test.each<[string, (FoundBy | null)[], boolean]>([
  ['the customer number', [null], true],
  ['the card of its holder', [{ kind: 'card', role: 'owner' }], true],
  ['a joint account', [{ kind: 'account', role: 'joint' }], false],
  ["a relative's phone", [{ kind: 'phone', role: 'contact' }], false],
  ["another's account, with a card on it", [{ kind: 'card', role: 'authorised' }], false],
  ['a joint account beside the customer number', [{ kind: 'account', role: 'joint' }, null], true],
])('by %s, the card opens by itself: %j %s', (_, foundBy, opens) => {
  expect(offered(...foundBy)).toBe(opens)
})
