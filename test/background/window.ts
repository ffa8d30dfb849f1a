import { vi } from 'vitest'
import { Contacts } from '../../extension/background/contacts.ts'
import { CustomerKeys } from '../../extension/background/customer-keys.ts'
import { DecisionStore } from '../../extension/background/decisions.ts'
import { Failure } from '../../extension/background/failure.ts'
import { Hub } from '../../extension/background/hub.ts'
import { Identifiers } from '../../extension/background/identifiers.ts'
import type { Policy } from '../../extension/background/policy.ts'
import type { Services } from '../../extension/background/services.ts'
import type { Tab } from '../../extension/background/tab.ts'
import { PAGE_PORT, PANEL_PORT } from '../../extension/messages.ts'
import { Adapter } from '../../worker/contract/adapter.ts'
import { area } from './area.ts'

const adapter = Adapter.parse({
  schema: 1,
  id: 'crm',
  identifiers: { card: { pattern: '^[0-9]+$' } },
  numberPattern: '^[0-9]+$',
  screens: [
    {
      id: 'topped',
      when: { url: ['*'], top: ['https://crm.bank.example/a*'] },
      customer: { number: [{ css: '#no' }] },
    },
    { id: 'own', when: { url: ['*'] }, customer: { number: [{ css: '#no' }] } },
    { id: 'card', when: { url: ['*'] }, customer: { kind: 'card', number: [{ css: '#no' }] } },
  ],
})
const SECRET = 'a secret of the bank for tests'
const TAB = 7
const URL = 'https://crm.bank.example/a'

/** One end of a line: what was sent on it, and a voice from the other end. */
export class Line {
  readonly sent: Record<string, unknown>[] = []
  readonly #heard: ((message: unknown) => void)[] = []
  readonly name: string
  readonly sender: object
  constructor(name: string, sender: object) {
    this.name = name
    this.sender = sender
  }
  readonly onMessage = { addListener: (hear: (message: unknown) => void) => void this.#heard.push(hear) }
  readonly onDisconnect = { addListener: () => undefined }
  postMessage(message: Record<string, unknown>) {
    this.sent.push(message)
  }
  say(message: object) {
    for (const hear of this.#heard) hear(message)
  }
  last = (type: string) => this.sent.findLast((message) => message.type === type)
  /** What the panel at this end shows. */
  get shows() {
    return (this.last('view') as { view: { state: string; keyShort: string } } | undefined)?.view
  }
}

export const reading = (screen: string, number: string | null) => ({
  ...{ type: 'reading', generation: 1, number, unread: null },
  screen: screen && `crm/${screen}`,
})

/** Words say no more than whose they are. */
const wordsOf = () => ({
  language: 'zh-CN',
  ...{ page: {}, panelWords: {}, home: {} },
  ...{ notices: () => [], meddling: () => null, urgentNotice: () => null, unset: () => null },
  ...{ script: () => null, card: () => null, customer: () => null, stop: () => null },
  keyShort: ({ subject }: Tab) => (subject.state === 'one' ? subject.key.slice(0, 8) : ''),
  panel: (tab: Tab) => ({
    state: tab.decision() ? 'decided' : tab.subject.state,
    keyShort: tab.decision()?.customerKey.slice(0, 8) ?? '',
  }),
  badge: (tab: Tab) => (tab.decision() ? { of: tab.decision()?.customerKey } : null),
})

/**
 * A worker as it starts, with one window of the bank's CRM, and an edge that answers when the test says so.
 * @param kept what outlives a stop of the worker
 */
export async function openWindow(kept = area()) {
  let policy: unknown = { hmacSecret: SECRET }
  const keys = new CustomerKeys()
  keys.use(policy as Policy)
  /** Whom other numbers lead to, in the order asked. */
  const asked: { lead(key: string): void; fail(): void }[] = []
  const resolve = (hash: string) =>
    new Promise((done, reject) =>
      asked.push({
        lead: (customerKey) => done({ hash, status: 'one', customerKey, role: 'owner' }),
        fail: () => reject(new Failure('unreachable')),
      }),
    )
  const decisions = vi.fn(async (all: string[]) => ({
    decisions: all.map((customerKey) => ({
      ...{ customerKey, status: 'decided', tips: [], segments: [], facts: {}, hiddenTips: [] },
    })),
  }))
  const numbered = { version: 1, playbook: { tips: [], contactSteps: [] } }
  const current = { compiled: {}, heard: null, numbered }
  const contacts = new Contacts(kept as never)
  await contacts.restore()
  const words = wordsOf()
  const hub: { at: Hub | null } = { at: null }
  const never = () => new Promise(() => undefined)
  const services = {
    ...{ keys, contacts, words: () => words, policy: () => ({ policy, problems: [] }) },
    ...{ standing: () => ({ off: [], failMode: null }), shortcut: () => '' },
    edge: { failure: null, view: never, events: never },
    identifiers: new Identifiers({ resolve } as never),
    decisions: new DecisionStore({ decisions } as never),
    playbooks: { adapters: [adapter] as Adapter[], current },
    objections: { answered: () => undefined, apply: (decision: unknown) => decision },
    arrangements: { current: { moved: {}, small: [] } },
    notices: { rest: () => undefined },
    health: { count: async () => undefined },
    outbox: { add: async () => undefined, count: 0 },
    ...{ library: { warm: () => undefined }, walks: { of: () => null } },
    panel: (tab: Tab) => hub.at?.toPanels(tab),
  }
  const home = { locked: false, on: false, present: () => undefined }
  const actions = { signIn: () => undefined, retry: () => undefined, setLanguage: () => undefined, home }
  hub.at = new Hub(services as unknown as Services, actions as never)
  const opened = hub.at
  const open = (line: Line) => {
    opened.connect(line as never)
    return line
  }
  return {
    ...{ hub: opened, services, asked, decisions, contacts, kept, home },
    contact: () => contacts.of(TAB),
    page: (frameId = 0) =>
      open(new Line(PAGE_PORT, { id: 'ext', tab: { id: TAB, url: URL }, frameId, url: URL })),
    panel: () =>
      open(new Line(`${PANEL_PORT}?tab=${TAB}`, { id: 'ext', url: 'chrome-extension://ext/sidepanel.html' })),
    moveTo: (top: string) => opened.moved(TAB, top),
    /** As the background takes another policy. */
    takePolicy(next: { hmacSecret?: string; hosts?: string[] }) {
      policy = { hmacSecret: SECRET, ...next }
      keys.use(policy as Policy)
      services.decisions.clear()
      services.identifiers.clear()
      opened.anew()
    },
  }
}

/** Runs the clock on until that is so: numbers are hashed on threads of their own, of which it knows nothing. */
export async function until(fits: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5000 && !fits(); turn++) await pass(1)
  if (!fits()) throw new Error('it has not come')
}

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await new Promise((resolve) => setImmediate(resolve))
}
