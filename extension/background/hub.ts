import {
  type FromPanel,
  PAGE_PORT,
  PANEL_PORT,
  type PageSaid,
  type PanelDone,
  type PanelSaid,
  type Revealed,
} from '../messages.ts'
import { heldName } from '../present/view/view.ts'
import { answerTip } from './answers.ts'
import { FrameState } from './frame-state.ts'
import type { HomeOffice } from './home-office.ts'
import { isDone } from './is-done.ts'
import { log } from './log.ts'
import { receive, renewRows, showCard } from './page-port.ts'
import { isActive, screenOf, screensFor } from './screens.ts'
import { moveScript } from './script/move.ts'
import type { Services } from './services.ts'
import { setupFor } from './setup.ts'
import { doStep } from './steps.ts'
import { isPassing } from './subject.ts'
import { Tab } from './tab.ts'
import { Viewing } from './view/viewing.ts'

/** What the hub needs done outside: words of language and sign-in. */
export interface HubActions {
  signIn(): void
  /** Asks for a playbook where there is none. */
  retry(): void
  setLanguage(language: 'zh-CN' | 'en'): void
  home: Pick<HomeOffice, 'locked' | 'on' | 'present' | 'unlock' | 'reveal'>
}

interface Connected {
  frame: FrameState
  tab: number
  /** Address of the frame, and of the window it stands in. */
  url: string
  top: string
  /** Name of the setup it has. */
  setup: string
}

/**
 * The address that says which CRM a frame belongs to. A frame without one of its own is of the page that made it: of
 * that the origin is known, and where the frame is cut off from it by a sandbox, the window.
 */
function addressOf({ url, origin, tab }: chrome.runtime.MessageSender): string {
  if (url?.startsWith('http')) return url
  return origin?.startsWith('http') ? origin : (tab?.url ?? '')
}

const ours = ({ sender }: chrome.runtime.Port): boolean =>
  sender?.url?.startsWith(chrome.runtime.getURL('')) ?? false

/** All ports: frames of the bank's pages and side panels, by tab. */
export class Hub {
  readonly #services: Services
  readonly #actions: HubActions
  readonly #tabs = new Map<number, Tab>()
  readonly #frames = new Map<chrome.runtime.Port, Connected>()
  readonly #panels = new Map<chrome.runtime.Port, number>()
  readonly #viewing: Viewing

  constructor(services: Services, actions: HubActions) {
    this.#services = services
    this.#actions = actions
    this.#viewing = new Viewing(services, () => actions.home.locked)
  }

  connect(port: chrome.runtime.Port): void {
    if (port.sender?.id !== chrome.runtime.id) return port.disconnect()
    if (port.name === PAGE_PORT) this.#connectPage(port)
    // A page of the bank holds a content script of ours: it may not pass for a panel.
    else if (port.name.startsWith(PANEL_PORT) && ours(port)) this.#connectPanel(port)
  }

  /** Another playbook: frames that it reads otherwise begin anew, and every customer is decided anew. */
  renew(): void {
    for (const connected of this.#frames.values()) {
      const { frame, tab, setup } = connected
      if (this.#setupFor(connected).name !== setup) this.#sendSetup(connected)
      else renewRows(this.#services, this.#tab(tab), frame)
    }
    for (const tab of this.#tabs.values()) tab.renew()
  }

  /** Sends every frame its screens and words anew: language or policy changed. */
  setUp(): void {
    for (const connected of this.#frames.values()) this.#sendSetup(connected)
    for (const tab of this.#tabs.values()) tab.redraw()
  }

  /** Every frame speaks anew, by another policy: it may act otherwise, or not at all. */
  anew(): void {
    for (const tab of this.#tabs.values()) tab.forget()
    for (const connected of this.#frames.values()) this.#sendSetup(connected)
  }

  /** Opens the card where the badge of that tab's customer stands, as on a shortcut. */
  openCard(tabId: number): void {
    if (this.#actions.home.locked) return
    const tab = this.#tabs.get(tabId)
    const { adapters } = this.#services.playbooks
    const frame = tab?.namingFrames().find(({ screen }) => screenOf(adapters, screen)?.customer?.anchor)
    if (tab && frame) void showCard(this.#services, tab, frame)
  }

  /** Tells every frame where and how large the agent wants things. */
  arrange(): void {
    for (const { frame } of this.#frames.values()) this.#sendArrangement(frame)
  }

  /** The window moved on to another address without a new document: other screens may stand in its frames. */
  moved(tabId: number, top: string): void {
    const { adapters } = this.#services.playbooks
    const ids = (url: string, at: string) => screensFor(adapters, url, at).map(({ id }) => id)
    for (const connected of this.#frames.values()) {
      if (connected.tab !== tabId) continue
      const before = ids(connected.url, connected.top)
      connected.top = top
      if (ids(connected.url, top).join() !== before.join()) this.#sendSetup(connected)
    }
  }

  /** Asks again for every tab, as after a sign-in. */
  again(): void {
    for (const tab of this.#tabs.values()) tab.again()
  }

  /** The edge decides otherwise for that customer from now on. */
  decideAnew(key: string): void {
    for (const tab of this.#tabs.values()) if (tab.showsCustomer(key)) tab.renew()
  }

  /** Ends what is over by idle: what was done in that contact counts no more. */
  endIdle(): void {
    for (const id of this.#services.contacts.expire(new Date())) this.#tabs.get(id)?.contactEnded()
  }

  /** Takes down what has reached its end while it was shown. */
  endShown(): void {
    for (const tab of this.#tabs.values()) tab.endTips()
    this.tellNotices()
  }

  /** True while the agent's keys or pointer are at work on any page. */
  get busy(): boolean {
    return [...this.#tabs.values()].some((tab) => tab.busy)
  }

  /** What agents are told has changed: panels and pages follow. */
  tellNotices(): void {
    const urgent = this.#services.words().urgentNotice()
    for (const tab of this.#tabs.values()) {
      tab.tellNotice(urgent)
      this.toPanels(tab)
    }
  }

  /** What is gone leaves every surface at once, before the next playbook is here. */
  takeDown(): void {
    const { heard = null } = this.#services.playbooks.current ?? {}
    const tips = heard?.gone?.filter(({ kind }) => kind === 'tip').map(({ itemId }) => itemId) ?? null
    for (const tab of this.#tabs.values()) tab.takeDown(tips)
  }

  /** Draws everything anew, as time alone may change it. */
  redraw(): void {
    for (const tab of this.#tabs.values()) tab.redraw()
  }

  /** Screen of a frame, and whose customer it shows. */
  place(tabId: number, frameId: number): { screen: string; customerKey: string | null } {
    const tab = this.#tabs.get(tabId)
    const screen = tab?.screenAt(String(frameId)) || 'page/unknown'
    return { screen, customerKey: tab?.subject.state === 'one' ? tab.subject.key : null }
  }

  watermarkTaken(tabId: number): void {
    const tab = this.#tabs.get(tabId)
    if (tab) tab.watermarkTaken()
  }

  toPanels(tab: Tab): void {
    // What was given up speaks for nobody, least of all for the tab that has its place.
    if (this.#tabs.get(tab.id) !== tab) return
    const ports = [...this.#panels].flatMap(([port, tabId]) => (tabId === tab.id ? [port] : []))
    this.#viewing.follow(tab, ports.length > 0)
    if (tab.subject.state !== 'returning' || this.#actions.home.locked)
      for (const port of ports) this.#sendView(port, tab)
    this.#drop(tab)
  }

  #tab(id: number): Tab {
    let tab = this.#tabs.get(id)
    if (!tab) {
      tab = new Tab(id, this.#services)
      this.#tabs.set(id, tab)
    }
    return tab
  }

  #connectPage(port: chrome.runtime.Port): void {
    const { sender } = port
    const tabId = sender?.tab?.id
    if (tabId === undefined) return port.disconnect()
    const frame = new FrameState(port, String(sender?.frameId ?? 0))
    const tab = this.#tab(tabId)
    tab.add(frame)
    const connected = {
      frame,
      tab: tabId,
      url: addressOf(sender ?? {}),
      top: sender?.tab?.url ?? '',
      setup: '',
    }
    this.#frames.set(port, connected)
    port.onMessage.addListener((said: PageSaid) => {
      if (this.#isOurs(connected)) void receive(this.#services, tab, frame, said)
    })
    port.onDisconnect.addListener(() => {
      this.#frames.delete(port)
      tab.remove(frame)
      this.#drop(tab)
    })
    this.#sendSetup(connected)
  }

  #connectPanel(port: chrome.runtime.Port): void {
    const tabId = Number(new URLSearchParams(port.name.slice(PANEL_PORT.length)).get('tab'))
    this.#panels.set(port, tabId)
    this.#services.library.warm()
    port.onMessage.addListener((said: PanelSaid) => void this.#hear(port, this.#tab(tabId), said))
    port.onDisconnect.addListener(() => {
      this.#panels.delete(port)
      this.#viewing.left(port)
      this.#drop(this.#tab(tabId))
    })
    this.#viewing.follow(this.#tab(tabId), true)
    this.#sendView(port, this.#tab(tabId))
  }

  async #hear(port: chrome.runtime.Port, tab: Tab, said: PanelSaid): Promise<void> {
    const done = await isDone(said.message.type, () => this.#fromPanel(port, tab, said))
    if (done && this.#panels.has(port)) port.postMessage({ type: 'done', id: said.id } satisfies PanelDone)
  }

  /** Settles when it is done. What travels with the agent's own press is done before anything is awaited. */
  async #fromPanel(port: chrome.runtime.Port, tab: Tab, { id, message }: PanelSaid): Promise<void> {
    const { notices } = this.#services
    const { home } = this.#actions
    if (message.type === 'unlock') return home.unlock()
    if (home.locked) return
    // Asked for by what is in sight, not by the agent's hand.
    if (message.type === 'events') return void this.#viewing.events(port, tab, message)
    home.present()
    if (message.type === 'notice-seen') return notices.seen(message.notice)
    tab.active()
    if (message.type === 'notice-read') notices.acknowledge(message.notice)
    else if (message.type === 'refresh') this.#actions.retry()
    else if (message.type === 'retry') this.#retry(tab)
    else if (message.type === 'sign-in') this.#actions.signIn()
    else if (message.type === 'language') this.#actions.setLanguage(message.language)
    else {
      const contact = tab.underWay?.startedAt
      await tab.certain()
      // What was done in a contact that is over was done in no other.
      if (contact !== undefined && contact !== tab.underWay?.startedAt) return
      // Pressed while the customer is decided anew, an answer waits for that.
      if (message.type === 'answer') await tab.settled()
      await this.#forCustomer(port, tab, id, message)
    }
  }

  /** What the agent does for the customer whom the panel shows; for another it is nothing. */
  async #forCustomer(
    port: chrome.runtime.Port,
    tab: Tab,
    id: string,
    message: Exclude<Extract<FromPanel, { keyShort: string }>, { type: 'events' }>,
  ): Promise<void> {
    if (this.#actions.home.locked || message.keyShort !== this.#services.words().keyShort(tab)) return
    if (message.type === 'reveal')
      await this.#reveal(port, tab, message).catch(() => log('warn', 'not shown: nothing can be kept'))
    else if (message.type === 'view-again') tab.sight.again()
    else if (message.type === 'objection') await tab.object(message.refuses, id)
    else if (message.type === 'script') await moveScript(this.#services, tab, message.move, id)
    else if (message.type === 'step') await doStep(this.#services, tab, message.stepId)
    else await answerTip(this.#services, tab, message, id)
  }

  /** What is held is shown; in home office only once it is kept for the access log. */
  async #reveal(
    port: chrome.runtime.Port,
    tab: Tab,
    { name, hold }: Extract<FromPanel, { type: 'reveal' }>,
  ): Promise<void> {
    const { home } = this.#actions
    const { subject } = tab
    if (subject.state !== 'one' || this.#services.words().held(tab, name) === null) return
    const customerKey = subject.key
    if (home.on) await home.reveal(['fact'], { screen: `panel/${heldName(name)}`, customerKey })
    const text = tab.showsCustomer(customerKey) && !home.locked && this.#services.words().held(tab, name)
    if (text && this.#panels.has(port)) port.postMessage({ type: 'revealed', hold, text } satisfies Revealed)
  }

  #retry(tab: Tab): void {
    tab.again()
    if (!this.#services.playbooks.current) this.#actions.retry()
  }

  /** A tab whose document is being replaced is still the one in which the next document speaks. */
  #drop(tab: Tab): void {
    const watched = [...this.#panels.values()].includes(tab.id)
    if (tab.empty && !isPassing(tab.subject) && !watched) this.#tabs.delete(tab.id)
  }

  /** A page that policy does not name is none of ours, whatever a script there says. */
  #isOurs = ({ url }: Connected): boolean => isActive(this.#services.policy().policy, url)

  #setupFor = ({ url, top }: Connected) => setupFor(this.#services, url, top)

  #sendSetup(connected: Connected): void {
    const setup = this.#setupFor(connected)
    if (connected.setup && connected.setup !== setup.name) this.#tab(connected.tab).readAnew(connected.frame)
    connected.setup = setup.name
    connected.frame.send(setup)
    if (setup.screens.length) this.#sendArrangement(connected.frame)
  }

  #sendArrangement(frame: FrameState): void {
    const { current } = this.#services.arrangements
    frame.send({ type: 'arrange', arrangement: current, arranged: frame.arranged })
  }

  #sendView(port: chrome.runtime.Port, tab: Tab): void {
    const words = this.#services.words()
    const locked = this.#actions.home.locked ? words.home : null
    const [lang, notices] = [words.language, locked ? [] : words.notices()]
    const meddling = words.meddling(tab)
    const view = locked ? { state: 'empty' as const } : tab.view()
    const script = locked ? null : words.script(tab)
    port.postMessage({ type: 'view', lang, words: words.panelWords, notices, meddling, locked, view, script })
    this.#viewing.tell(port, tab)
  }
}
