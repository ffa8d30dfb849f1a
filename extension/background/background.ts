import { type FromPopup, HOME_PORT, type ToPopup } from '../messages.ts'
import { isOld } from '../present/freshness.ts'
import { healthAnswer } from './adapter-health.ts'
import { beginAnew, forgetAnswers } from './another-person.ts'
import { Arrangements } from './arrangements.ts'
import { Contacts } from './contacts.ts'
import { CustomerKeys } from './customer-keys.ts'
import { DecisionStore } from './decisions.ts'
import { objectionsTo, outcomesTo, revealsTo, scriptRunsTo, stepCountsTo } from './deliveries.ts'
import { EdgeClient } from './edge.ts'
import { edgeAnswer } from './edge-answer.ts'
import { failureKind } from './failure.ts'
import { Fleet } from './fleet.ts'
import { Health } from './health.ts'
import { HomeOffice } from './home-office.ts'
import { Hub } from './hub.ts'
import { Identifiers } from './identifiers.ts'
import { type AgentLanguage, readLanguage, storeLanguage } from './language.ts'
import { Live } from './live/live.ts'
import { log, logUpTo } from './log.ts'
import { Objections, type Said } from './objections.ts'
import { Outbox } from './outbox.ts'
import { ownAnswer } from './own-results.ts'
import { PlaybookStore } from './playbooks.ts'
import { NO_POLICY, onPolicyChange, type PolicyState, readPolicy } from './policy.ts'
import { type Change, changeOf, keepPolicy, keptPlaces, type Outlives, outlives } from './policy-change.ts'
import { dropOld } from './retention.ts'
import { readAnswer, searchAnswer } from './script/answer.ts'
import { Library } from './script/library.ts'
import { Walks } from './script/walks.ts'
import type { Services } from './services.ts'
import { SessionStore } from './session/store.ts'
import { pickerView, policyView, statusView } from './status.ts'
import { Updates } from './updates.ts'
import { Words } from './words.ts'

const MINUTE = 'minute'
/** The first tries to get a playbook, while the edge or the sign-in may still be coming up. Milliseconds. */
const RETRIES = [1000, 2000, 4000, 8000, 16_000]

/** The service worker: everything that lives as long as it does, and how the parts are joined. */
export class Background {
  #policy = NO_POLICY
  /** One policy after the other, each whole. */
  #using: Promise<void> = Promise.resolve()
  #outlives: Outlives = { failMode: null, language: null }
  #language: AgentLanguage = 'zh-CN'
  #shortcut = ''
  /** What is shown says that the playbook is old. */
  #old = false
  readonly #session = new SessionStore(
    () => void this.#ready.then(() => this.#sendWaiting()),
    () => this.#anotherPerson(),
  )
  readonly #person = () => this.#session.subject()
  readonly #edge = new EdgeClient(
    () => this.#policy,
    this.#session,
    () => void this.#leave(),
  )
  readonly #playbooks = new PlaybookStore(this.#edge, () => this.#playbookChanged())
  readonly #live = new Live({
    edge: this.#edge,
    session: this.#session,
    playbooks: this.#playbooks,
    busy: () => this.#hub.busy,
    gone: () => this.#hub.takeDown(),
    notices: () => this.#hub.tellNotices(),
  })
  readonly #objections = new Objections(
    () => this.#objectionBox,
    (key) => {
      this.#services.decisions.clear()
      this.#hub.decideAnew(key)
    },
  )
  readonly #objectionBox: Outbox<Said> = new Outbox(
    objectionsTo(this.#edge, (said) => this.#objections.delivered(said)),
    this.#person,
  )
  readonly #runs = new Outbox(scriptRunsTo(this.#edge), this.#person)
  readonly #walks = new Walks(chrome.storage.local, {
    day: () => this.#playbooks.current?.compiled.clock.dayOf(new Date()) ?? null,
    tell: (run) => this.#runs.add(run),
  })
  readonly #services: Services = {
    policy: () => this.#policy,
    standing: () => ({ off: this.#policy.policy?.disabledFeatures ?? [], failMode: this.#outlives.failMode }),
    session: this.#session,
    edge: this.#edge,
    keys: new CustomerKeys(),
    identifiers: new Identifiers(this.#edge),
    contacts: new Contacts(chrome.storage.session, (tab) => void this.#walks.end(tab)),
    decisions: new DecisionStore(this.#edge),
    playbooks: this.#playbooks,
    arrangements: new Arrangements(chrome.storage.local, () => this.#hub.arrange()),
    outbox: new Outbox(outcomesTo(this.#edge), this.#person),
    health: new Health(this.#playbooks, new Outbox(stepCountsTo(this.#edge))),
    objections: this.#objections,
    notices: this.#live.notices,
    walks: this.#walks,
    library: new Library(() => this.#playbooks.current),
    shortcut: () => this.#shortcut,
    words: () => this.#words,
    panel: (tab) => this.#hub.toPanels(tab),
  }
  readonly #fleet = new Fleet({
    edge: this.#edge,
    policy: () => this.#policy,
    playbooks: this.#playbooks,
  })
  readonly #revealBox = new Outbox(revealsTo(this.#edge), this.#person)
  readonly #home: HomeOffice = new HomeOffice({
    policy: () => this.#policy.policy,
    session: this.#session,
    words: () => this.#words.home,
    lang: () => this.#language,
    place: (tab, frame) => this.#hub.place(tab, frame),
    outbox: this.#revealBox,
    changed: () => this.#hub.redraw(),
    watermarkTaken: (tab) => this.#hub.watermarkTaken(tab),
  })
  #words = new Words(this.#services, 'zh-CN')
  readonly #hub: Hub = new Hub(this.#services, {
    signIn: () => void this.#signIn(),
    retry: () => void this.#refresh().then(() => this.#hub.redraw()),
    setLanguage: (language) => void this.#setLanguage(language),
    home: this.#home,
  })
  readonly #updates = new Updates(this.#services.contacts)
  readonly #ready: Promise<void>

  constructor() {
    onPolicyChange(() => void this.#policyChanged())
    this.#ready = this.#start()
  }

  /** Ports wait for policy and playbook kept from before, so that the first setup is the right one. */
  async connect(port: chrome.runtime.Port): Promise<void> {
    let gone = false
    port.onDisconnect.addListener(() => {
      gone = true
    })
    await this.#ready
    if (!gone && port.name === HOME_PORT && port.sender?.id === chrome.runtime.id) this.#home.connect(port)
    else if (!gone) this.#hub.connect(port)
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
    if (message.type === 'small-badges')
      this.#services.arrangements.take({ type: 'shrink', piece: 'badge', small: message.small })
    if (message.type === 'put-back') this.#services.arrangements.reset()
    return statusView(this.#services, this.#language)
  }

  /** A closed tab ends its contact. */
  onTabClosed(tab: number): void {
    void this.#ready.then(() => {
      this.#services.contacts.end(tab)
      return this.#updates.take()
    })
  }

  /** A new version lies ready. */
  onUpdateAvailable(): void {
    void this.#ready.then(() => this.#updates.arrived())
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
    this.#revealBox.onAlarm(name)
    void this.#ready.then(() => this.#home.onAlarm(name))
    void this.#ready.then(() => this.#objectionBox.onAlarm(name))
    this.#runs.onAlarm(name)
    void this.#ready.then(() => this.#services.health.onAlarm(name))
    void this.#ready.then(() => this.#live.onAlarm(name))
  }

  async #start(): Promise<void> {
    await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })
    await chrome.storage.managed.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
    await this.#home.restore()
    // Another policy than before ends them.
    await this.#services.contacts.restore()
    await this.#readPolicy()
    await this.#services.arrangements.restore()
    await this.#playbooks.restore()
    await this.#services.health.restore()
    await this.#objections.restore()
    await this.#walks.restore((tab) => this.#services.contacts.of(tab))
    await this.#live.start()
    await chrome.alarms.create(MINUTE, { periodInMinutes: 1 })
    void this.#firstPlaybook().then(() => this.#fleet.tell())
    this.#sendWaiting()
  }

  /** What waits for somebody to be signed in, or for the edge. */
  #sendWaiting(): void {
    void this.#services.outbox.flush()
    void this.#objectionBox.flush()
    void this.#services.health.flush()
    void this.#runs.flush()
    void this.#revealBox.flush()
  }

  /** The browser assigns shortcuts some time after the first start, and the agent may change them. */
  async #readShortcut(): Promise<void> {
    const commands = await chrome.commands.getAll()
    this.#shortcut = commands.find(({ name }) => name === 'open-panel')?.shortcut ?? ''
  }

  /** Policy came or changed while the browser runs. */
  async #policyChanged(): Promise<void> {
    await this.#ready
    await this.#readPolicy()
    await this.#refresh()
    await this.#fleet.tell()
  }

  #readPolicy(): Promise<void> {
    this.#using = this.#using.then(async () => this.#usePolicy(await readPolicy()))
    return this.#using
  }

  /** Takes a policy as a whole, or none: nothing of the one before is used any more but what it said of buttons. */
  async #usePolicy(state: PolicyState): Promise<void> {
    const change = changeOf(this.#policy.policy, state.policy, await keptPlaces())
    this.#policy = state
    logUpTo(state.policy?.logLevel ?? null)
    for (const { key, fault } of state.problems) log('error', 'policy refused:', key, fault)
    await this.#letGo(change)
    await keepPolicy(state)
    this.#outlives = await outlives()
    await dropOld(state.policy?.retentionDays, new Date())
    await this.#takeLanguage()
    await this.#home.apply()
    if (change.frames || change.edge || change.signIn) this.#hub.anew()
    else this.#hub.redraw()
  }

  /** Drops what came by the policy before and is not of this one; nothing is asked by half of each in between. */
  async #letGo({ edge, signIn, keys }: Change): Promise<void> {
    const { keys: made, identifiers, decisions, contacts } = this.#services
    if (keys) made.use(this.#policy.policy)
    if (edge || signIn || keys) {
      decisions.clear()
      identifiers.clear()
    }
    if (edge || signIn || !this.#policy.policy) this.#live.close()
    if (edge || signIn) contacts.clear()
    if (edge) this.#live.notices.drop()
    await Promise.all([edge && this.#playbooks.drop(), signIn && this.#session.forget()])
  }

  async #takeLanguage(): Promise<void> {
    this.#language = await readLanguage(this.#outlives.language)
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
    await this.#session.signIn(policy, { interactive: true }).catch(() => undefined)
    await this.#refresh()
    await this.#home.apply()
    this.#hub.again()
  }

  /** The agent signs out, everywhere: the edge is told while there is still a token to tell it with. */
  async #signOut(): Promise<void> {
    await this.#edge.endSessions().catch((error) => log('warn', 'sessions not ended:', failureKind(error)))
    await this.#leave()
  }

  /** Nobody is signed in any more, and nothing of a customer stands anywhere. */
  async #leave(): Promise<void> {
    this.#live.close()
    const told = this.#session.signOut()
    forgetAnswers(this.#services)
    this.#hub.again()
    if (!(await told)) log('warn', 'the provider was not told of the sign-out')
  }

  #anotherPerson(): void {
    forgetAnswers(this.#services)
    const rest = { live: this.#live, hub: this.#hub, home: this.#home }
    void this.#ready.then(() => beginAnew(rest))
  }

  async #everyMinute(): Promise<void> {
    await this.#ready
    this.#hub.endIdle()
    this.#hub.endShown()
    await dropOld(this.#policy.policy?.retentionDays, new Date())
    await this.#updates.take()
    await this.#refresh()
    await this.#fleet.tell()
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
      log('warn', 'no newer playbook:', failureKind(error))
      if (!this.#playbooks.current) this.#hub.setUp()
      return false
    }
  }

  #playbookChanged(): void {
    this.#services.decisions.clear()
    this.#services.identifiers.clear()
    this.#hub.renew()
    this.#live.have(this.#playbooks.current?.numbered.version ?? 0)
  }
}
