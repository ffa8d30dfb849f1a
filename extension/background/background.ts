import type { FromPopup, ToPopup } from '../messages.ts'
import { isOld } from '../present/freshness.ts'
import { healthAnswer } from './adapter-health.ts'
import { Arrangements } from './arrangements.ts'
import { Contacts } from './contacts.ts'
import { CustomerKeys } from './customer-keys.ts'
import { DecisionStore } from './decisions.ts'
import { outcomesTo, scriptRunsTo, stepCountsTo } from './deliveries.ts'
import { EdgeClient } from './edge.ts'
import { edgeAnswer } from './edge-answer.ts'
import { failureKind } from './failure.ts'
import { Health } from './health.ts'
import { Hub } from './hub.ts'
import { type AgentLanguage, readLanguage, storeLanguage } from './language.ts'
import { Live } from './live/live.ts'
import { Outbox } from './outbox.ts'
import { ownAnswer } from './own-results.ts'
import { PlaybookStore } from './playbooks.ts'
import { onPolicyChange, type PolicyState, readPolicy } from './policy.ts'
import { readAnswer, searchAnswer } from './script/answer.ts'
import { Library } from './script/library.ts'
import { Walks } from './script/walks.ts'
import type { Services } from './services.ts'
import { SessionStore } from './session.ts'
import { pickerView, policyView, statusView } from './status.ts'
import { Words } from './words.ts'

const MINUTE = 'minute'
/** The first tries to get a playbook, while the edge or the sign-in may still be coming up. Milliseconds. */
const RETRIES = [1000, 2000, 4000, 8000, 16_000]

/** The service worker: everything that lives as long as it does, and how the parts are joined. */
export class Background {
  #policy: PolicyState = { source: 'none', policy: null, problems: [] }
  #language: AgentLanguage = 'zh-CN'
  #shortcut = ''
  /** What is shown says that the playbook is old. */
  #old = false
  readonly #session = new SessionStore()
  readonly #edge = new EdgeClient(() => this.#policy.policy, this.#session)
  readonly #playbooks = new PlaybookStore(this.#edge, () => this.#playbookChanged())
  readonly #live = new Live({
    edge: this.#edge,
    session: this.#session,
    playbooks: this.#playbooks,
    busy: () => this.#hub.busy,
    gone: () => this.#hub.takeDown(),
    notices: () => this.#hub.tellNotices(),
  })
  readonly #runs = new Outbox(scriptRunsTo(this.#edge))
  readonly #walks = new Walks(chrome.storage.local, {
    day: () => this.#playbooks.current?.compiled.clock.dayOf(new Date()) ?? null,
    tell: (run) => this.#runs.add(run),
  })
  readonly #services: Services = {
    policy: () => this.#policy,
    session: this.#session,
    edge: this.#edge,
    keys: new CustomerKeys(),
    contacts: new Contacts(chrome.storage.session, (tab) => void this.#walks.end(tab)),
    decisions: new DecisionStore(this.#edge),
    playbooks: this.#playbooks,
    arrangements: new Arrangements(chrome.storage.local, () => this.#hub.arrange()),
    outbox: new Outbox(outcomesTo(this.#edge)),
    health: new Health(this.#playbooks, new Outbox(stepCountsTo(this.#edge))),
    notices: this.#live.notices,
    walks: this.#walks,
    library: new Library(() => this.#playbooks.current),
    shortcut: () => this.#shortcut,
    words: () => this.#words,
    panel: (tab) => this.#hub.toPanels(tab),
  }
  #words = new Words(this.#services, 'zh-CN')
  readonly #hub = new Hub(this.#services, {
    signIn: () => void this.#signIn(),
    retry: () => void this.#refresh().then(() => this.#hub.redraw()),
    setLanguage: (language) => void this.#setLanguage(language),
  })
  readonly #ready: Promise<void>

  constructor() {
    onPolicyChange(() => void this.#readPolicy())
    this.#ready = this.#start()
  }

  /** Ports wait for policy and playbook kept from before, so that the first setup is the right one. */
  async connect(port: chrome.runtime.Port): Promise<void> {
    let gone = false
    port.onDisconnect.addListener(() => {
      gone = true
    })
    await this.#ready
    if (!gone) this.#hub.connect(port)
    void this.#readShortcut()
  }

  async answer(message: FromPopup): Promise<ToPopup[FromPopup['type']]> {
    await this.#ready
    if (message.type === 'health') return healthAnswer(this.#services, this.#language)
    if (message.type === 'own-results') return ownAnswer(this.#services, this.#language)
    if (message.type === 'policy') return policyView(this.#services, this.#language)
    if (message.type === 'search') return searchAnswer(this.#services, this.#language, message.asked)
    if (message.type === 'read') return readAnswer(this.#services, this.#language, message)
    if (message.type === 'edge') return edgeAnswer(this.#services, message)
    if (message.type === 'picker') return pickerView(this.#services, this.#language)
    if (message.type === 'sign-in') await this.#signIn()
    if (message.type === 'sign-out') await this.#signOut()
    if (message.type === 'language') await this.#setLanguage(message.language)
    if (message.type === 'small-badges') this.#services.arrangements.shrink('badge', message.small)
    if (message.type === 'put-back') this.#services.arrangements.reset()
    return statusView(this.#services, this.#language)
  }

  /** A closed tab ends its contact. */
  onTabClosed(tab: number): void {
    void this.#ready.then(() => this.#services.contacts.end(tab))
  }

  onOpenCard(tab: number): void {
    void this.#ready.then(() => this.#hub.openCard(tab))
  }

  onTabMoved(tab: number, url: string): void {
    this.#hub.moved(tab, url)
  }

  /** The network is back. */
  onOnline(): void {
    void this.#ready.then(() => this.#live.retry())
  }

  onAlarm(name: string): void {
    if (name === MINUTE) void this.#everyMinute()
    this.#services.outbox.onAlarm(name)
    this.#runs.onAlarm(name)
    void this.#ready.then(() => this.#services.health.onAlarm(name))
    void this.#ready.then(() => this.#live.onAlarm(name))
  }

  async #start(): Promise<void> {
    await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
    await chrome.storage.managed.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
    await this.#readPolicy()
    await this.#services.contacts.restore()
    await this.#services.arrangements.restore()
    await this.#playbooks.restore()
    await this.#services.health.restore()
    await this.#walks.restore((tab) => this.#services.contacts.of(tab))
    await this.#live.start()
    await chrome.alarms.create(MINUTE, { periodInMinutes: 1 })
    void this.#firstPlaybook()
    void this.#services.outbox.flush()
    void this.#services.health.flush()
    void this.#runs.flush()
  }

  /** The browser assigns shortcuts some time after the first start, and the agent may change them. */
  async #readShortcut(): Promise<void> {
    const commands = await chrome.commands.getAll()
    this.#shortcut = commands.find(({ name }) => name === 'open-panel')?.shortcut ?? ''
  }

  async #readPolicy(): Promise<void> {
    this.#policy = await readPolicy()
    this.#services.keys.use(this.#policy.policy)
    this.#services.decisions.clear()
    await this.#takeLanguage()
    this.#hub.again()
  }

  async #takeLanguage(): Promise<void> {
    this.#language = await readLanguage(this.#policy.policy)
    this.#words = new Words(this.#services, this.#language)
    this.#hub.setUp()
  }

  async #setLanguage(language: AgentLanguage): Promise<void> {
    await storeLanguage(language)
    await this.#takeLanguage()
  }

  async #signIn(): Promise<void> {
    const { policy } = this.#policy
    if (!policy) return
    await this.#session.signIn(policy, true).catch(() => undefined)
    await this.#refresh()
    this.#hub.again()
    void this.#services.outbox.flush()
    void this.#services.health.flush()
    void this.#runs.flush()
  }

  async #signOut(): Promise<void> {
    await this.#session.forget()
    this.#live.close()
    this.#services.decisions.clear()
    this.#services.contacts.clear()
    this.#hub.again()
  }

  async #everyMinute(): Promise<void> {
    await this.#ready
    this.#hub.endIdle()
    this.#hub.endShown()
    await this.#refresh()
    this.#tellAge()
  }

  /** Nothing comes in by which a playbook grows old: the clock alone says so, and how many minutes. */
  #tellAge(): void {
    const { current } = this.#playbooks
    const old = current !== null && isOld(current.checkedAt, Date.now())
    if (old || this.#old) this.#hub.redraw()
    this.#old = old
  }

  async #firstPlaybook(): Promise<void> {
    for (const wait of RETRIES) {
      if (await this.#refresh()) return
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  /** True where the edge was reached. */
  async #refresh(): Promise<boolean> {
    try {
      await this.#playbooks.refresh()
      this.#live.open()
      return true
    } catch (error) {
      console.warn('fineline: no newer playbook:', failureKind(error))
      if (!this.#playbooks.current) this.#hub.setUp()
      return false
    }
  }

  #playbookChanged(): void {
    this.#services.decisions.clear()
    this.#hub.renew()
    this.#live.have(this.#playbooks.current?.numbered.version ?? 0)
  }
}
