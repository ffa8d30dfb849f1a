import type { Reveal, RevealKind } from '../../worker/contract/reveal.ts'
import type { FromHome, HomeWords, ToHome } from '../messages.ts'
import type { Policy } from '../policy.ts'
import type { Outbox } from './outbox.ts'
import type { SessionStore } from './session/store.ts'

const SCRIPT = 'home-office'
const FILES = { js: ['home-office.js'], css: ['home-office.css'] }
const ALARM = 'home-office-lock'
const KEPT = 'home-office'
/** Where policy names no time. Minutes. */
const USUAL = 10

/** What home office needs to know of the rest. */
export interface Around {
  policy(): Policy | null
  session: Pick<SessionStore, 'subject' | 'signIn'>
  words(): HomeWords
  lang(): string
  /** Screen and customer of a frame. */
  place(tab: number, frame: number): Pick<Reveal, 'screen' | 'customerKey'>
  outbox: Pick<Outbox<Reveal>, 'add'>
  /** Panels are to show whether it is locked. */
  changed(): void
  watermarkTaken(tab: number): void
}

/**
 * Home office: the script that masks runs where policy says so and nowhere else; it locks when the agent was away, and
 * only the same person opens it, by signing in anew. What is kept outlives a stop of the worker.
 */
export class HomeOffice {
  readonly #around: Around
  readonly #ports = new Set<chrome.runtime.Port>()
  #locked = false
  /** Who was there when it locked; null: nobody was signed in. */
  #by: string | null = null
  #opening = false

  constructor(around: Around) {
    this.#around = around
  }

  get locked(): boolean {
    return this.#locked
  }

  /** True where everything that is shown in the clear is told. */
  get on(): boolean {
    return this.#around.policy()?.homeOffice === true
  }

  async restore(): Promise<void> {
    const kept = (await chrome.storage.session.get(KEPT))[KEPT] as
      | { locked: boolean; by: string | null }
      | undefined
    this.#locked = kept?.locked ?? false
    this.#by = kept?.by ?? null
  }

  /** Policy may have changed: the script comes or goes, in open pages too. */
  async apply(): Promise<void> {
    const registered = (await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] })).length > 0
    if (this.on && !registered) await this.#register()
    if (!this.on && registered) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] })
    if (!this.on) this.#locked = false
    else if (!(await chrome.alarms.get(ALARM))) await this.#arm()
    await this.#tellAll()
  }

  connect(port: chrome.runtime.Port): void {
    this.#ports.add(port)
    port.onDisconnect.addListener(() => this.#ports.delete(port))
    port.onMessage.addListener((message: FromHome) => this.#receive(port, message))
    void this.#tell(port)
  }

  /** The agent is there. */
  present(): void {
    if (this.on && !this.#locked) void this.#arm()
  }

  onAlarm(name: string): void {
    if (name === ALARM && this.on) void this.#set(true)
  }

  /** Signing in anew opens it, for the person who was there before and for nobody else. */
  async unlock(): Promise<void> {
    const policy = this.#around.policy()
    if (!policy || !this.#locked || this.#opening) return
    this.#opening = true
    try {
      await this.#around.session.signIn(policy, { interactive: true, fresh: true }, this.#by)
      await this.#set(false)
    } catch {
      // Nobody signed in, or somebody else: it stays locked.
    } finally {
      this.#opening = false
    }
  }

  async reveal(kinds: RevealKind[], place: Pick<Reveal, 'screen' | 'customerKey'>): Promise<void> {
    const at = new Date().toISOString()
    for (const kind of kinds) await this.#around.outbox.add({ id: crypto.randomUUID(), kind, at, ...place })
  }

  #receive(port: chrome.runtime.Port, message: FromHome): void {
    const { tab, frameId = 0 } = port.sender ?? {}
    if (message.type === 'present') this.present()
    else if (message.type === 'unlock') void this.unlock()
    else if (tab?.id === undefined) return
    else if (message.type === 'watermark-taken') this.#around.watermarkTaken(tab.id)
    else if (!this.#locked) void this.reveal(message.kinds, this.#around.place(tab.id, frameId))
  }

  async #set(locked: boolean): Promise<void> {
    if (locked === this.#locked) return
    this.#locked = locked
    this.#by = locked ? await this.#around.session.subject() : null
    await chrome.storage.session.set({ [KEPT]: { locked, by: this.#by } })
    if (!locked) await this.#arm()
    await this.#tellAll()
    this.#around.changed()
  }

  #arm(): Promise<void> {
    return chrome.alarms.create(ALARM, {
      delayInMinutes: this.#around.policy()?.lockAfterMinutes ?? USUAL,
    })
  }

  async #tellAll(): Promise<void> {
    for (const port of this.#ports) await this.#tell(port)
  }

  async #tell(port: chrome.runtime.Port): Promise<void> {
    const { policy, session, words, lang } = this.#around
    const watermark = policy()?.watermark ? await session.subject() : null
    // Who the agent is comes with the first token.
    if (policy()?.watermark && !watermark) setTimeout(() => this.#ports.has(port) && this.#tell(port), 1000)
    const message: ToHome = { on: this.on, locked: this.#locked, watermark, lang: lang(), words: words() }
    try {
      port.postMessage(message)
    } catch {
      // Its disconnect event follows.
    }
  }

  /** Into the frames that the declared scripts run in, now and from now on. */
  async #register(): Promise<void> {
    const { content_scripts: [declared] = [] } = chrome.runtime.getManifest()
    const matches = declared?.matches ?? []
    await chrome.scripting.registerContentScripts([
      {
        id: SCRIPT,
        ...FILES,
        matches,
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start',
      },
    ])
    const tabs = await chrome.tabs.query({ url: matches })
    const into = async (tabId: number) => {
      const target = { tabId, allFrames: true }
      await chrome.scripting.insertCSS({ target, files: FILES.css })
      await chrome.scripting.executeScript({ target, files: FILES.js, injectImmediately: true })
    }
    await Promise.allSettled(tabs.flatMap(({ id }) => (id === undefined ? [] : [into(id)])))
  }
}
