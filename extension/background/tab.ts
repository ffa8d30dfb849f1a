import type { Decision } from '../../worker/contract/decision.ts'
import type { FromPage, Meddling, StepSeen } from '../messages.ts'
import type { FoundBy } from '../present/found-by.ts'
import type { JudgedAction } from '../present/show.ts'
import type { NoticeView, PanelView } from '../views.ts'
import { askVerdict, judgeAction } from './action.ts'
import { recordCompared } from './compared.ts'
import type { TabContact } from './contacts.ts'
import { endedTips } from './ended-tips.ts'
import type { Unnamed } from './find-customer.ts'
import { Findings } from './findings.ts'
import type { FrameState } from './frame-state.ts'
import { Inquiry, type Known } from './inquiry.ts'
import { Carrier } from './live/carrier.ts'
import { withoutGone } from './live/gone.ts'
import { Moving } from './moving.ts'
import { withoutOff } from './off.ts'
import { offerPrompt } from './prompt.ts'
import { Return } from './return.ts'
import { adapterOf } from './screens.ts'
import type { Services } from './services.ts'
import { isOnScreen, placesOf } from './stood.ts'
import { isPassing, type Subject, sameSubject, subjectOf } from './subject.ts'
import { Sight } from './view/sight.ts'
import { WaitingCard } from './waiting-card.ts'

/** A disagreement between frames shorter than this is a switch under way. Milliseconds. */
const LASTING = 400
/** An answer that takes longer is waited for in sight. Milliseconds. */
const SOON = 300

const conflictIn = ({ screen }: { screen: string }): StepSeen => ({
  screen,
  part: 'frames',
  step: 0,
  outcome: 'conflict',
})

/** One tab of the bank's CRM: its frames, whom they show together, and what is known of that customer. */
export class Tab {
  readonly id: number
  readonly #services: Services
  readonly #frames = new Set<FrameState>()
  #subject: Subject = { state: 'none' }
  readonly #return: Return
  /** Who waits for a change of whom it shows. */
  #waiting: (() => void)[] = []
  #watermarkTaken = false
  readonly #moving = new Moving(() => this.#settle())
  /** The frame whose guarded action was stopped for this customer: its checks are shown beside the customer's. */
  #stoppedIn: FrameState | null = null
  readonly #carrier = new Carrier()
  readonly #waitingCard = new WaitingCard()
  readonly #inquiry: Inquiry
  /** What the side panel shows of the customer beside the decision. */
  readonly sight: Sight
  readonly #findings: Findings

  constructor(id: number, services: Services) {
    this.id = id
    this.#services = services
    this.#findings = new Findings(services, {
      hashed: () => this.#settle(),
      found: (frame) => this.#found(frame),
    })
    this.sight = new Sight(services.edge, () => services.panel(this))
    const contact = () => {
      const { channel, startedAt } = this.contact() ?? {}
      return startedAt === undefined ? undefined : { channel, startedAt }
    }
    this.#inquiry = new Inquiry(services.decisions, contact, () => {
      if (this.known.state === 'answered') services.objections.answered(this.known.answer.customerKey)
      this.redraw()
      this.#waitingCard.renew(this.#frames, services.words().card(this))
      offerPrompt(services, this)
      void recordCompared(services, this)
    })
    this.#return = new Return(
      this.underWay,
      () => [...this.#frames],
      () => this.#endReturn(),
    )
    if (this.#return.customerKey) this.#subject = { state: 'returning' }
  }

  get empty(): boolean {
    return this.#frames.size === 0
  }

  get subject(): Subject {
    return this.#subject
  }

  get known(): Known {
    return this.#inquiry.known
  }

  /** The contact whose customer is on the screen; null where none is. */
  get underWay(): TabContact | null {
    const contact = this.#services.contacts.of(this.id)
    return contact?.leftAt === null ? contact : null
  }

  /** Whose customer's return is waited for after a stop of the worker; null where nobody's. */
  get stands(): string | null {
    return this.#subject.state === 'returning' ? this.#return.customerKey : null
  }

  /** True while a document is being replaced, or frames have not disagreed for long: soon more is known. */
  get changing(): boolean {
    const waits = this.#subject.state === 'conflict' && this.known.state === 'waiting'
    return isPassing(this.#subject) || waits
  }

  /**
   * Settles when somebody is certain, or the customer of the contact is on the screen no more. Until then what was done for
   * them may be theirs yet: the worker has just started, or the edge does not answer on a number beside.
   */
  async certain(): Promise<void> {
    while (this.#subject.state !== 'one' && this.underWay) await this.#change()
  }

  /** When the edge fell silent for this customer. */
  get since(): Date | null {
    return this.#inquiry.since
  }

  /** The decision on the tab's one customer, where there is one. */
  decision(): Decision | null {
    const { known } = this
    if (this.#subject.state !== 'one' || known.state !== 'answered') return null
    const { heard = null } = this.#services.playbooks.current ?? {}
    const left = known.answer.status === 'decided' ? withoutGone(known.answer, heard) : null
    const { off } = this.#services.standing()
    const kept = left && off.length ? withoutOff(left, off) : left
    return kept && this.#services.objections.apply(kept, this.#services.playbooks.current?.compiled)
  }

  /** The decision by which that frame is judged: whom the others name is not at hand where a number may be another's. */
  decisionIn(frame: FrameState): Decision | null {
    return frame.unsure ? null : this.decision()
  }

  /** The contact in which that frame stands; null likewise. */
  contactIn(frame: FrameState): TabContact | null {
    return frame.unsure ? null : this.contact()
  }

  /** Why frames beside the tab's one customer are not judged as theirs. */
  unsure(): Unnamed[] {
    return [...this.#frames].flatMap(({ unsure, unread }) => (unsure && unread ? [unread] : []))
  }

  /** True where a frame names a customer, shown or not. */
  get names(): boolean {
    return [...this.#frames].some(({ key }) => key !== null)
  }

  showsCustomer(key: string): boolean {
    return this.#subject.state === 'one' && this.#subject.key === key
  }

  /** The customer refuses targeted tips, or does so no more: what is shown follows at once. Settles when it is kept. */
  async object(refuses: boolean, id: string): Promise<void> {
    if (this.#subject.state !== 'one') return
    const before = this.decision()?.tips ?? []
    const kept = this.#services.objections.say(this.#subject.key, refuses, id)
    const left = new Set(this.decision()?.tips.map(({ id }) => id))
    this.takeDown(before.filter(({ id }) => !left.has(id)).map(({ id }) => id))
    await kept
  }

  /** That tip is answered. */
  drop(tipId: string): void {
    const { known } = this
    if (known.state !== 'answered' || known.answer.status !== 'decided') return
    known.answer.tips = known.answer.tips.filter(({ id }) => id !== tipId)
  }

  /** What must be seen at once is shown at the customer, else wherever there is a screen. */
  tellNotice(view: NoticeView | null, again?: FrameState): void {
    this.#carrier.give(view, [...this.namingFrames(), ...this.#frames], again)
  }

  /** Tips of a playbook that was replaced; null: all. */
  takeDown(tips: string[] | null): void {
    for (const frame of this.#frames) frame.send({ type: 'gone', tips })
    this.redraw()
  }

  /** Takes down tips whose end has passed while they were shown. */
  endTips(): void {
    const [decision, current] = [this.decision(), this.#services.playbooks.current]
    const ended = decision && current ? endedTips(decision, current.compiled, this.#inquiry.age) : []
    if (!ended.length) return
    for (const id of ended) this.drop(id)
    this.takeDown(ended)
  }

  /** The contact with the tab's one customer; null where none is under way. */
  contact(): TabContact | null {
    return this.#subject.state === 'one' ? this.#services.contacts.of(this.id) : null
  }

  /** The agent is at work here: the contact goes on or, where it had ended, the next one begins. */
  active(): void {
    if (this.#subject.state !== 'one') return
    const { key } = this.#subject
    if (this.#openContact(key)) this.#services.contacts.touch(this.id, new Date())
    else this.#inquiry.ask(key)
  }

  /** True while the agent's keys or pointer are at work in any frame. */
  get busy(): boolean {
    return [...this.#frames].some((frame) => frame.busy)
  }

  /** What its pages do to what lies on them. */
  get meddling(): Set<Meddling> {
    const all = new Set([...this.#frames].flatMap(({ meddling }) => meddling))
    return this.#watermarkTaken ? all.add('removed') : all
  }

  screenAt(place: string): string {
    return [...this.#frames].find((frame) => frame.place === place)?.screen ?? ''
  }

  watermarkTaken(): void {
    this.#watermarkTaken = true
    this.#services.panel(this)
  }

  /** The frames that name the tab's one customer. */
  namingFrames(): FrameState[] {
    const { key } = this.#subject.state === 'one' ? this.#subject : { key: '' }
    return [...this.#frames].filter((frame) => frame.key === key)
  }

  /** By which other numbers the tab's one customer was found; empty where by their own. */
  foundBy(): FoundBy[] {
    return this.namingFrames().flatMap(({ foundBy }) => foundBy ?? [])
  }

  /** Settles when it is known who is certain, or that nobody is. */
  async quiet(): Promise<void> {
    while (isPassing(this.#subject)) await this.#change()
    await this.settled()
  }

  /** The contact is over: what waits for its customer is done for nobody. */
  contactEnded(): void {
    this.#tellWaiting()
    this.redraw()
  }

  /** Settles when the decision is there, or the customer is in doubt or nobody answers. */
  async settled(): Promise<void> {
    for (let asked: unknown = null; asked !== this.#inquiry.answered; ) {
      // A frame may have read the next customer's number: nothing is judged on the one before.
      await this.#findings.settled
      asked = this.#inquiry.answered
      await asked
    }
  }

  /** From now on the action in this frame is the one at hand. */
  attend(frame: FrameState): void {
    this.#stoppedIn = frame
    this.show()
  }

  /** The action at hand, judged on what stands in its fields now; null where none was stopped. */
  action(): JudgedAction | null {
    const { current } = this.#services.playbooks
    const [asked] = this.#stoppedIn?.asked.values() ?? []
    return current && asked ? judgeAction(current, this.decision(), this.contact(), asked) : null
  }

  /** What was asked last at a guarded button of this customer; null where nothing was. In memory only. */
  fields(): Record<string, string> | null {
    const [asked] = this.namingFrames().flatMap((frame) => [...frame.asked.values()])
    return asked?.fields ?? null
  }

  /** Numbers on screen, so that none of them gets into what an agent writes. */
  numbers(): string[] {
    return [...this.#frames].flatMap(({ number, written }) => [number, written]).filter(Boolean)
  }

  add(frame: FrameState): void {
    this.#frames.add(frame)
  }

  /** A frame left. Its sibling may still show the customer of before: until the next document speaks, nobody is shown. */
  remove(frame: FrameState): void {
    this.#frames.delete(frame)
    if (this.empty) this.#watermarkTaken = false
    const named = this.#names(frame)
    frame.leave()
    if (named) this.#moving.leave(frame.place)
    this.#settle()
  }

  /** A frame says whom it shows. Everything said of it before is void at once; whom it names follows. */
  async read(frame: FrameState, message: Extract<FromPage, { type: 'reading' }>): Promise<void> {
    // A frame that begins anew has taken down by itself what it showed; one that repeats itself has not.
    frame.cleared = frame.spoken && message.generation !== frame.generation
    frame.begin(message)
    if (this.#findings.begin(frame, message.unread)) this.#settle(frame)
    await this.#findings.find(frame)
  }

  #names = ({ key, finding, unsure }: FrameState): boolean => key !== null || finding || unsure

  /** Takes down what is known and asks again, as after a sign-in or on the agent's wish. */
  again(): void {
    this.#subject = { state: 'none' }
    this.#return.giveUp()
    this.#tellWaiting()
    this.sight.forget()
    this.#withdraw()
    const sought = this.#findings.seek([...this.#frames])
    this.#settle()
    this.#services.panel(this)
    for (const frame of sought) void this.#findings.find(frame)
  }

  /** Takes down everything, and knows nobody until the frames have spoken again. */
  forget(): void {
    for (const frame of this.#frames) frame.forget()
    this.again()
  }

  /** A frame is read by other rules from now on: it names nobody until it has spoken by them. */
  readAnew(frame: FrameState): void {
    const named = this.#names(frame)
    frame.forget()
    if (named) this.#moving.leave(frame.place)
    this.#settle()
  }

  /** Another playbook: the same customer is decided anew. */
  renew(): void {
    if (this.#subject.state === 'returning') return
    if (this.#subject.state !== 'one') return this.again()
    this.#waitingCard.wait(this.#services, this.#frames, this.known)
    this.#inquiry.forget()
    this.#stoppedIn = null
    this.#inquiry.ask(this.#subject.key)
    // What stands in the panel is of this customer, and the agent's hand may be in it: it makes way where it must.
    setTimeout(() => this.known.state === 'waiting' && this.#services.panel(this), SOON)
  }

  /** Draws everything anew, as after a change of language. */
  redraw(): void {
    this.show()
    for (const frame of this.#frames) {
      for (const guardId of frame.asked.keys()) void askVerdict(this.#services, this, frame, guardId)
    }
  }

  /** Badges and panel as things stand. */
  show(): void {
    for (const frame of this.#frames) this.#showFrame(frame)
    this.#services.panel(this)
  }

  view(): PanelView {
    return this.#services.words().panel(this)
  }

  #found(frame: FrameState): void {
    this.#moving.arrive(frame.place)
    if (!this.#settle(frame)) this.#showFrame(frame)
  }

  /** Finds out whom the frames show together; false where that is whom they showed before. */
  #settle(reader?: FrameState): boolean {
    const subject = this.#whom()
    const other = !sameSubject(subject, this.#subject)
    if (subject.state !== 'one' && subject.state !== 'returning') this.#leaveContact()
    if (other) this.#turnTo(subject, reader?.cleared ? reader : undefined)
    if (subject.state === 'one') this.#services.contacts.stand(this.id, placesOf([...this.#frames]))
    return other
  }

  /** Nothing of the customer before may stand in any frame while the next one is being asked for; what is about to be said again stands. */
  #turnTo(subject: Subject, reader?: FrameState): void {
    this.#subject = subject
    if (subject.state === 'returning') return this.#inquiry.forget()
    // Where the contact goes on, as after a stop of the worker, what stands there is of this customer.
    const goesOn = subject.state === 'one' && this.#openContact(subject.key)
    if (!goesOn) this.#withdraw(reader)
    this.#inquiry.forget()
    this.#stoppedIn = null
    this.#tellWaiting()
    if (subject.state === 'one') {
      const known = this.#inquiry.ask(subject.key)
      if (!known && !goesOn) this.#services.panel(this)
    } else if (subject.state === 'conflict') this.#doubt(subject)
    else this.redraw()
  }

  /** The contact may end where its customer is on the screen no more. */
  #leaveContact(): void {
    const contact = this.underWay
    if (!contact || isOnScreen([...this.#frames], contact)) return
    this.#services.contacts.leave(this.id, new Date())
    this.#tellWaiting()
  }

  #change(): Promise<void> {
    return new Promise((changed) => this.#waiting.push(changed))
  }

  #tellWaiting(): void {
    for (const changed of this.#waiting.splice(0)) changed()
  }

  /** Whom the frames show together now. */
  #whom(): Subject {
    const subject = subjectOf([...this.#frames], this.#moving.any)
    return this.#return.holds(subject, this.#moving.any) ? { state: 'returning' } : subject
  }

  /** Frames that have not spoken by now show nobody. */
  #endReturn(): void {
    if (this.#subject.state !== 'returning') return
    // A tab without frames may be one that was given up: the contact is another's by now.
    if (this.empty) this.#subject = { state: 'none' }
    else this.#settle()
    this.#services.panel(this)
  }

  /** The frame that has just read another customer has taken down by itself what it showed of the one before. */
  #withdraw(reader?: FrameState): void {
    this.#waitingCard.forget()
    for (const frame of this.#frames) if (frame !== reader) this.#empty(frame)
  }

  #empty(frame: FrameState): void {
    frame.send({ type: 'withdraw', generation: frame.generation, sameCustomer: false })
  }

  /** True where the contact with that customer goes on; the CRM they were opened in says by which channel. */
  #openContact(key: string): boolean {
    const { contacts, playbooks } = this.#services
    const [frame] = this.namingFrames()
    const channel = adapterOf(playbooks.adapters, frame?.screen ?? '')?.channel ?? 'phone'
    return contacts.open(this.id, key, channel, new Date())
  }

  /** Frames of one window seldom change in the same moment: a disagreement is told only where it lasts. */
  #doubt(subject: Extract<Subject, { state: 'conflict' }>): void {
    this.#services.panel(this)
    setTimeout(() => {
      if (this.#subject !== subject) return
      this.#inquiry.doubt()
      void this.#services.health.count(subject.places.map(conflictIn))
    }, LASTING)
  }

  #showFrame(frame: FrameState): void {
    if (!frame.key && !frame.unread) return
    const view = this.#services.words().badge(this, frame)
    if (view) frame.send({ type: 'badge', generation: frame.generation, view })
    // A frame takes down by itself what it showed of a customer it no longer names; the rest is on its way.
    else if (this.known.state !== 'waiting') this.#empty(frame)
  }
}
