import type { Language } from '../../worker/contract/text.ts'
import type { Arrangement, Unchecked } from '../messages.ts'
import { type Texts, textsIn } from '../texts/index.ts'
import type { StatusView } from '../views.ts'
import { capital, date, dayHere, time } from './format.ts'
import { agoText, isOld } from './freshness.ts'

/** How Fineline stands in this browser. `edgeUrl` is null without a policy, `failure` where the last request failed. */
export interface Status {
  /** Subject of the token; null where nobody is signed in. */
  subject: string | null
  edgeUrl: string | null
  /** Settings that are wrong. */
  problems: number
  failure: Unchecked | null
  playbook: { version: number; publishedAt: string; checkedAt: number } | null
  /** Outcomes that wait to be sent. */
  /** Not yet at the edge; `others`: so many of them were done by somebody who is not signed in now. */
  waiting: { all: number; others: number }
  /** Those that were dropped because policy keeps them no longer. */
  dropped: number
  /** As `chrome.commands.getAll()` gives them. */
  commands: { description?: string; shortcut?: string }[]
  arrangement: Arrangement
}

type Row = StatusView['rows'][number]

const agentRow = ({ status }: Texts, { subject }: Status): Row =>
  subject
    ? { term: status.agent, text: subject, detail: '' }
    : { term: status.agent, text: status.signedOut, detail: '', mark: 'none' }

function edgeRow({ status, unchecked }: Texts, { edgeUrl, failure, problems }: Status): Row {
  if (problems) return { term: status.edge, text: status.edgeWrong(problems), detail: '', mark: 'warn' }
  if (!edgeUrl) return { term: status.edge, text: status.edgeNone, detail: '', mark: 'none' }
  const { host } = new URL(edgeUrl)
  return failure
    ? { term: status.edge, text: capital(unchecked[failure].title), detail: host, mark: 'none' }
    : { term: status.edge, text: status.edgeUp, detail: host, mark: 'pass' }
}

function playbookRow(texts: Texts, language: Language, { playbook }: Status, now: Date): Row {
  const { status, marks } = texts
  if (!playbook) return { term: status.playbook, text: status.noPlaybook, detail: '', mark: 'none' }
  const { version, publishedAt, checkedAt } = playbook
  const at = new Date(publishedAt)
  const published = status.published(`${date(dayHere(at), language)} ${time(at)}`)
  const ago = agoText({ texts }, checkedAt, now.getTime())
  const row = { term: status.playbook, text: String(version) }
  if (isOld(checkedAt, now.getTime())) return { ...row, detail: texts.fresh.oldPlaybook(ago), mark: 'warn' }
  return { ...row, detail: published + marks.and + status.checked(ago) }
}

function outboxRow({ status, marks }: Texts, { waiting, dropped }: Status): Row {
  const { all, others } = waiting
  const text = all ? status.waiting(all) : status.nothingWaits
  const details = [
    all > others ? status.keptHere : '',
    others ? status.ofOthers(others) : '',
    dropped ? status.dropped(dropped) : '',
  ]
  const detail = details.filter(Boolean).join(marks.and)
  return { term: status.outbox, text, detail, ...(dropped && { mark: 'warn' }) }
}

function onPage({ status }: Texts, { moved, small }: Arrangement): StatusView['onPage'] {
  const natural = !small.length && !Object.keys(moved).length
  return {
    title: status.onPage,
    hint: status.arrangeHint,
    smallBadges: { label: status.smallBadges, on: small.includes('badge') },
    putBack: natural ? '' : status.putBack,
  }
}

/** The toolbar popup. */
export function presentStatus(language: Language, now: Date, state: Status): StatusView {
  const texts = textsIn(language)
  const { status } = texts
  return {
    lang: language,
    title: status.title,
    rows: [
      agentRow(texts, state),
      edgeRow(texts, state),
      playbookRow(texts, language, state, now),
      outboxRow(texts, state),
    ],
    signedIn: state.subject !== null,
    session: state.subject === null ? status.signIn : status.signOut,
    openPanel: status.openPanel,
    teach: status.teach,
    policy: status.policy,
    console: status.console,
    languageTitle: status.language,
    shortcutsTitle: status.shortcuts,
    shortcuts: state.commands.map(({ description, shortcut }) => ({
      label: description ?? '',
      keys: shortcut || status.noShortcut,
    })),
    changeShortcuts: status.changeShortcuts,
    onPage: onPage(texts, state.arrangement),
  }
}
