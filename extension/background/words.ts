import type { DecidedCheck } from '../../worker/contract/decision.ts'
import type { CustomerView, EventsView } from '../customer-view.ts'
import type { HomeWords, OverrideProblem, PageWords, Unchecked } from '../messages.ts'
import { presentBadge, presentRowBadge, presentUncheckedBadge, presentUnsetBadge } from '../present/badge.ts'
import { presentCard } from '../present/card.ts'
import { presentContact } from '../present/contact.ts'
import { shortKey } from '../present/format.ts'
import { heldText } from '../present/held.ts'
import { presentMeddling } from '../present/meddling.ts'
import { presentNotice } from '../present/notice.ts'
import { presentPanel } from '../present/panel.ts'
import { presentScripts, presentWalk } from '../present/script.ts'
import { knownOf, type Show, showing } from '../present/show.ts'
import { presentClosed, presentStop } from '../present/stop.ts'
import { presentConflict, presentUnchecked, presentUnset, type Silence } from '../present/unchecked.ts'
import { word } from '../present/values.ts'
import { heldOfView, presentEvents, presentView, presentViewDoubt } from '../present/view/view.ts'
import { overrideProblemText, pageWords, panelWords } from '../present/words.ts'
import { textsIn } from '../texts/index.ts'
import type {
  BadgeView,
  CardView,
  ContactView,
  NoticeView,
  PanelView,
  PanelWords,
  ScriptView,
  StopView,
  WalkView,
} from '../views.ts'
import { type AskedAction, judgeAction, stopping } from './action.ts'
import type { Answer } from './decisions.ts'
import type { FailureKind } from './failure.ts'
import type { FrameState } from './frame-state.ts'
import type { AgentLanguage } from './language.ts'
import { withoutGone } from './live/gone.ts'
import { withoutOff } from './off.ts'
import { screenOf } from './screens.ts'
import { type ScriptValues, scriptsFor, scriptValues, walkUnderWay } from './script/state.ts'
import type { Services } from './services.ts'
import { isPassing } from './subject.ts'
import type { Tab } from './tab.ts'
import type { Looked, Stretch } from './view/sight.ts'

/** A fault that was found stops, also where doubt does not. */
const isFound = ({ verdict }: DecidedCheck): boolean => verdict !== 'not-checked'

/** Everything the background says, in one language. Decides nothing: it puts what a tab knows into words. */
export class Words {
  readonly language: AgentLanguage
  readonly page: PageWords
  readonly panelWords: PanelWords
  readonly home: HomeWords
  readonly #services: Services

  constructor(services: Services, language: AgentLanguage) {
    this.#services = services
    this.language = language
    this.page = pageWords(language)
    this.panelWords = panelWords(language)
    this.home = textsIn(language).home
  }

  /** The badge of one frame; null while the answer is on its way. */
  badge(tab: Tab, frame: FrameState): BadgeView | null {
    const why = frame.unread ?? this.#doubt(tab)
    if (why) return presentUncheckedBadge(this.language, this.#cause(why), frame.key ?? '')
    const decision = tab.decision()
    const show = this.#show()
    return decision && show && presentBadge(show, decision, tab.action(), frame.foundBy)
  }

  /** The badge of a row; null where no answer is known. */
  row(answer: Answer | null): BadgeView | null {
    if (answer && answer.status !== 'decided') {
      return presentUncheckedBadge(this.language, 'unknown-customer', answer.customerKey)
    }
    const show = this.#show()
    const { heard = null } = this.#services.playbooks.current ?? {}
    const { current } = this.#services.playbooks
    const known = answer && withoutGone(answer, heard)
    const decision = known && this.#services.objections.apply(known, current?.compiled)
    if (answer && !decision) return this.failedRow('old-playbook')
    return decision && show && presentRowBadge(show, withoutOff(decision, show.off))
  }

  /** The badge of a row without a customer number. */
  unreadRow(): BadgeView {
    return { ...presentUncheckedBadge(this.language, 'empty'), title: this.page.rowUnread }
  }

  failedRow(why: Unchecked): BadgeView {
    return presentUncheckedBadge(this.language, this.#cause(why))
  }

  /** What a page says while there is no playbook: no screen is known and no button guarded. Null where there is one. */
  unset(): BadgeView | null {
    const why = this.#unset()
    return why && presentUnsetBadge(this.language, why)
  }

  card(tab: Tab): CardView | null {
    const decision = tab.decision()
    const show = this.#show()
    return decision && show && presentCard(show, decision, this.#services.shortcut(), tab.action())
  }

  /** The message at a guarded button; null where the action may pass. */
  stop(tab: Tab, frame: FrameState, asked: AskedAction): StopView | null {
    const { current } = this.#services.playbooks
    const show = this.#show()
    if (!current || !show) return null
    const decision = tab.decisionIn(frame)
    const action = judgeAction(current, decision, tab.contactIn(frame), asked)
    const { failMode } = this.#services.standing()
    const doubt = decision ? null : this.#unknown(tab, frame)
    const found = stopping(current, action)
    const checks = doubt && failMode === 'open' ? found.filter(isFound) : found
    if (doubt && failMode === 'closed' && !checks.length) return presentClosed(this.language, doubt)
    const why = decision ? null : this.#cause(this.#doubtIn(tab, frame) ?? 'no-answer')
    return presentStop(show, { ...action, checks, decision, why, shortcut: this.#services.shortcut() })
  }

  panel(tab: Tab): PanelView {
    const { subject } = tab
    const unset = tab.empty ? null : this.#unset()
    if (unset) return presentUnset(this.language, unset, this.#silence(tab, null))
    if (subject.state === 'none') return { state: 'empty' }
    const why = this.#doubt(tab)
    if (why === 'conflict' && subject.state === 'conflict')
      return presentConflict(this.language, subject.places.map(this.#place))
    const decision = tab.decision()
    const show = this.#show()
    const contact = this.#contact(tab, show)
    if (decision && show)
      return presentPanel(show, decision, tab.action(), contact, tab.foundBy(), tab.unsure())
    if (why && why !== 'conflict')
      return presentUnchecked(this.language, this.#cause(why), this.#silence(tab, contact))
    const key = subject.state === 'one' ? subject.key : tab.stands
    return { state: 'loading', keyShort: key ? shortKey(key) : '' }
  }

  /**
   * Scripts for the tab's one customer, or for looking up where there is none or nobody is certain who it is: who they
   * are is asked by a script. Null while that may change at any moment.
   */
  script(tab: Tab): ScriptView | null {
    const { current } = this.#services.playbooks
    const show = this.#show()
    const { state } = tab.subject
    const waits = (state === 'one' || state === 'conflict') && tab.known.state === 'waiting'
    if (!current || !show || isPassing(tab.subject) || waits) return null
    const values = scriptValues(current, tab, tab.contact(), new Date())
    const scripts = scriptsFor(current, values)
    return presentScripts(show, this.keyShort(tab), scripts, this.#walk(tab, show, values))
  }

  #walk(tab: Tab, show: Show, values: ScriptValues): WalkView | null {
    const { current } = this.#services.playbooks
    const under = current && walkUnderWay(this.#services, current, tab, values)
    if (!under) return null
    const decision = tab.decision()
    const today = show.compiled.clock.dayOf(show.now)
    const { page } = values
    const known = decision ? knownOf(show, decision, page) : { facts: {}, page, currency: null, today }
    const { walk, script, steps } = under
    return presentWalk(show, known, script, steps, { ...walk, spoken: walk.spoken ?? this.language })
  }

  /** A masked value of the tab's one customer in full; null where there is none of that name. */
  held(tab: Tab, name: string): string | null {
    const decision = tab.decision()
    const show = this.#show()
    const looked = this.#looked(tab)
    if (!decision || !show) return null
    const ofView = looked?.state === 'seen' ? heldOfView(show, looked.view, tab.sight.event, name) : null
    return ofView ?? heldText(show, knownOf(show, decision), name)
  }

  /** What is seen of the tab's one customer; null where nobody is certain who it is, or nothing is decided. */
  customer(tab: Tab): CustomerView | null {
    const show = this.#show()
    const looked = tab.decision() && this.#looked(tab)
    if (!looked || !show) return null
    if (looked.state === 'failed') return presentViewDoubt(show, looked.why)
    return looked.state === 'seen' ? presentView(show, looked.view, looked.made) : looked
  }

  /** A stretch of the timeline; null where it is of nobody on screen. */
  events(stretch: Stretch): EventsView | null {
    const show = this.#show()
    if (!stretch || !show) return null
    if ('why' in stretch) return { failed: textsIn(this.language).view.doubts[stretch.why].title }
    return presentEvents(show, stretch.view, stretch.page, stretch.numbers)
  }

  #looked({ subject, sight }: Tab): Looked | null {
    return subject.state === 'one' ? sight.of(subject.key) : null
  }

  /** How the panel names the tab's customer; empty where there is none. */
  keyShort(tab: Tab): string {
    return tab.subject.state === 'one' ? shortKey(tab.subject.key) : ''
  }

  /** What the agent is to be told now, urgent ones first. */
  notices(): NoticeView[] {
    return this.#services.notices.shown(new Date()).map((notice) => presentNotice(this.language, notice))
  }

  /** What must be seen at once; null where nothing must. */
  urgentNotice(): NoticeView | null {
    return this.notices().find(({ urgent }) => urgent) ?? null
  }

  /** What the tab's pages do to what lies on them; null where they leave it alone. */
  meddling(tab: Tab): string | null {
    return presentMeddling(this.language, tab.meddling)
  }

  overrideProblem(problem: OverrideProblem): string {
    return overrideProblemText(this.language, problem)
  }

  #silence(tab: Tab, contact: ContactView | null): Silence {
    const { outbox, standing, policy } = this.#services
    const { failMode } = standing()
    const hides = tab.subject.state === 'unread' && tab.names
    return { since: tab.since, waiting: outbox.count, contact, failMode, wrong: policy().problems, hides }
  }

  /** The steps of the contact with the tab's one customer; null where there is none to do them for. */
  #contact(tab: Tab, show: Show | null): ContactView | null {
    const keyShort = this.keyShort(tab)
    return show && keyShort ? presentContact(show, keyShort, tab.contact()?.steps ?? {}) : null
  }

  /** A screen as people call it. */
  #place = ({ screen, key }: { screen: string; key: string }): { place: string; key: string } => {
    const found = screenOf(this.#services.playbooks.adapters, screen)
    return { place: found?.label ? word(this, found.label) : (found?.id ?? screen), key }
  }

  #show(): Show | null {
    const { current } = this.#services.playbooks
    return current && showing(this.language, current, new Date(), this.#services.standing().off)
  }

  /** Why there is no playbook; null where there is one. */
  #unset(): FailureKind | null {
    const { playbooks, edge } = this.#services
    return playbooks.current ? null : this.#cause(edge.failure ?? 'no-playbook')
  }

  /** Why nothing is known of the tab's customer; null where something is, or is on its way. */
  #doubt(tab: Tab): Unchecked | null {
    const { subject, known } = tab
    if (subject.state === 'unread') return subject.unread
    if (known.state === 'failed') return known.kind
    if (known.state === 'answered' && known.answer.status !== 'decided') return 'unknown-customer'
    if (known.state === 'answered' && subject.state === 'one' && !tab.decision()) return 'old-playbook'
    return null
  }

  /** Why nothing is known of whom a frame shows; null as above. */
  #doubtIn(tab: Tab, frame: FrameState): Unchecked | null {
    return this.#doubt(tab) ?? (frame.unsure ? frame.unread : null)
  }

  /** Why nothing at all can be checked of whom a frame shows; null where something can, or nobody is shown. */
  #unknown(tab: Tab, frame: FrameState): Unchecked | null {
    const why = this.#doubtIn(tab, frame)
    if (why) return this.#cause(why)
    return this.#services.policy().policy ? null : this.#cause('no-policy')
  }

  /** Without a policy no number can be told from another text: the policy is the reason then. */
  #cause<T extends Unchecked>(why: T): T | 'no-policy' | 'wrong-policy' {
    const { policy, problems } = this.#services.policy()
    if (policy) return why
    return problems.length ? 'wrong-policy' : 'no-policy'
  }
}
