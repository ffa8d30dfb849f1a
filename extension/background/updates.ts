import type { Contacts } from './contacts.ts'

/**
 * Takes a new version when nobody loses anything by it. The live channel keeps the worker from ever falling idle, which
 * the browser would wait for; and a new version closes the panel, the console and what was typed there. So it waits until
 * no contact is under way and no page of ours is open in a tab. A policy that asks for a newer version
 * (`minimum_version_required`) does not wait: then the browser itself ends the old one.
 */
export class Updates {
  readonly #contacts: Pick<Contacts, 'underWay'>
  #waiting = false

  constructor(contacts: Pick<Contacts, 'underWay'>) {
    this.#contacts = contacts
  }

  /** The browser has a new version at hand. */
  async arrived(): Promise<void> {
    this.#waiting = true
    await this.take()
  }

  /** Takes the version that waits, if one does and the agent is between customers. */
  async take(): Promise<void> {
    if (!this.#waiting || this.#contacts.underWay(new Date())) return
    const pages = await chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.TAB] })
    if (!pages.length) chrome.runtime.reload()
  }
}
