import { Failure } from '../failure.ts'
import { codeFlow, type Manner } from './code-flow.ts'
import { endSession } from './end.ts'
import { isUnreached, type Provider } from './provider.ts'
import { refresh } from './refresh.ts'
import { isFresh, isOf, type Session } from './session.ts'

const STORED = 'session'
/** The agent signed out in this run of the browser: nobody is signed in again unasked. */
const SIGNED_OUT = 'signed-out'

/** Who is signed in. Tokens live in memory and session storage, which ends with the browser and no page can read. */
export class SessionStore {
  #pending: Promise<Session> | null = null
  /** A window in which the agent signs in. */
  #asking: Promise<Session> | null = null
  /** When the agent signed out last. Milliseconds since 1970. */
  #leftAt = 0
  /** Grows with every end: what was on its way for the one before is not kept. */
  #round = 0
  readonly #begun: () => void
  readonly #another: () => void

  /**
   * @param begun runs whenever somebody is signed in or the session is renewed, in whatever way
   * @param another runs before that where it is not the person of before, whose session has run out or was given up
   */
  constructor(begun: () => void = () => undefined, another: () => void = () => undefined) {
    this.#begun = begun
    this.#another = another
  }

  /** A valid access token; renews in silence where the provider lets it. Throws a Failure `signed-out`. */
  async token(provider: Provider): Promise<string> {
    const session = await this.#of(provider)
    if (session && isFresh(session, Date.now())) return session.accessToken
    return (await this.#one(() => this.#renew(provider))).accessToken
  }

  /**
   * The agent signs in, or shows anew that they are there. Several calls share one window.
   * @param only the one person who may; what another is given goes back, and whoever was signed in still is
   */
  signIn(provider: Provider, manner: Manner, only: string | null = null): Promise<Session> {
    if (this.#asking && !manner.fresh) return this.#asking
    const asking = this.#ask(provider, manner, only).finally(() => {
      if (this.#asking === asking) this.#asking = null
    })
    this.#asking = asking
    return asking
  }

  async #ask(provider: Provider, manner: Manner, only: string | null): Promise<Session> {
    const round = this.#round
    // A renewal under way may do; it shows nobody's presence, and its failing is no answer to who asks.
    while (this.#pending) {
      const renewed = await this.#pending.catch(() => null)
      if (renewed && !manner.fresh) return renewed
    }
    const session = await this.#one(async () => {
      await this.#secondOver()
      const given = await codeFlow(provider, manner)
      if (only === null || given.subject === only) return given
      void endSession(given)
      throw new Failure('signed-out')
    })
    // Only now: who closes the window is as signed out as before.
    if (round === this.#round) await chrome.storage.session.remove(SIGNED_OUT)
    return session
  }

  async subject(): Promise<string | null> {
    return (await this.#stored())?.subject ?? null
  }

  /** False: another has taken its place, or nobody is signed in. */
  async isCurrent(token: string): Promise<boolean> {
    return (await this.#stored())?.accessToken === token
  }

  /** The edge takes this token no more: the next one is asked for by what the provider gave for that. */
  async refuse(token: string): Promise<void> {
    const session = await this.#stored()
    if (session?.accessToken === token) await this.#keep({ ...session, lifetime: 0 })
  }

  /** Nobody is signed in here any more; the provider is told nothing. */
  async forget(): Promise<void> {
    this.#round += 1
    this.#pending = null
    await chrome.storage.session.remove(STORED)
  }

  /** Signs out here at once, then at the provider. False where that could not be told. */
  async signOut(): Promise<boolean> {
    const session = await this.#stored()
    this.#leftAt = Date.now()
    await chrome.storage.session.set({ [SIGNED_OUT]: true })
    await this.forget()
    return session ? endSession(session) : true
  }

  /** A token tells its second alone: one of the second in which all sessions were ended would be taken for ended too. */
  #secondOver(): Promise<void> {
    const left = this.#leftAt + 1000 - Date.now()
    return new Promise((resolve) => setTimeout(resolve, Math.max(0, left)))
  }

  /** One flow at a time, however many ask. */
  #one(flow: () => Promise<Session>): Promise<Session> {
    if (this.#pending) return this.#pending
    const pending = this.#run(flow).finally(() => {
      if (this.#pending === pending) this.#pending = null
    })
    this.#pending = pending
    return pending
  }

  async #run(flow: () => Promise<Session>): Promise<Session> {
    const round = this.#round
    try {
      const session = await flow()
      if (round !== this.#round) {
        // What was given to somebody who has left meanwhile is given back.
        void endSession(session)
        throw new Failure('signed-out')
      }
      const before = await this.subject()
      await this.#keep(session)
      if (before !== null && before !== session.subject) this.#another()
      this.#begun()
      return session
    } catch (cause) {
      if (cause instanceof Failure) throw cause
      throw new Failure(isUnreached(cause) ? 'unreachable' : 'signed-out', cause)
    }
  }

  /**
   * By the refresh token. One that was used up and whose answer got lost is refused, and the provider may end all it
   * gave with it: then its own session in this browser signs in again, unseen.
   */
  async #renew(provider: Provider): Promise<Session> {
    const round = this.#round
    const session = await this.#of(provider)
    if (session?.refreshToken) {
      try {
        return await refresh(session, session.refreshToken)
      } catch (error) {
        if (isUnreached(error)) throw error
        const { refreshToken: _, ...rest } = session
        if (round !== this.#round) throw new Failure('signed-out')
        await this.#keep(rest)
      }
    }
    const { [SIGNED_OUT]: signedOut } = await chrome.storage.session.get(SIGNED_OUT)
    if (signedOut) throw new Failure('signed-out')
    return codeFlow(provider, { interactive: false })
  }

  #keep(session: Session): Promise<void> {
    return chrome.storage.session.set({ [STORED]: session })
  }

  async #of(provider: Provider): Promise<Session | null> {
    const session = await this.#stored()
    return session && isOf(session, provider) ? session : null
  }

  async #stored(): Promise<Session | null> {
    return ((await chrome.storage.session.get(STORED))[STORED] as Session | undefined) ?? null
  }
}
