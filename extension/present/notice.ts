import type { Notice } from '../../worker/contract/live.ts'
import type { Language } from '../../worker/contract/text.ts'
import { textsIn } from '../texts/index.ts'
import type { NoticeView } from '../views.ts'

/** What an agent is told with a new playbook. Needs no playbook: it may come before it. */
export function presentNotice(language: Language, { id, urgent, text, version }: Notice): NoticeView {
  const { notices, playbook } = textsIn(language)
  return {
    id,
    urgent,
    title: urgent ? notices.urgent : notices.title,
    text: language === 'en' ? text.en : text.zh,
    read: notices.read,
    playbook: playbook(version),
  }
}
