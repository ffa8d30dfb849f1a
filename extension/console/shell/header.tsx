import { Button } from 'antd'
import type { PushReport } from '../../../worker/contract/live.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { StateMark } from '../../panel/mark.tsx'
import { shellTexts } from '../../texts/console/shell.ts'
import { inLanguage } from '../language.ts'
import type { PageProps } from '../page.ts'
import { Search } from './search.tsx'
import { momentIn } from './when.ts'

/** Whose browser is online and which playbook it has. */
export type Online = Pick<PushReport, 'agents'>

type Given = Pick<PageProps, 'me' | 'playbook' | 'changes'>

function InForce({
  playbook,
  online,
  lang,
}: {
  playbook: Given['playbook']
  online: Online | null
  lang: Language
}) {
  const t = inLanguage(shellTexts, lang)
  const { version, publishedAt } = playbook
  const here = online?.agents.filter((agent) => agent.online)
  const current = here?.filter((agent) => agent.version === version)
  return (
    <>
      <span className="tag pass" title={t.since(momentIn(publishedAt, playbook.playbook.timeZone, lang))}>
        <StateMark mark="pass" /> {t.inForce(version)}
      </span>
      <span className="dim con-online">
        {here && current ? t.agents(here.length, current.length, version) : t.agentsUnknown}
      </span>
    </>
  )
}

function Person({ me, lang }: { me: Given['me']; lang: Language }) {
  const t = inLanguage(shellTexts, lang)
  const roles = me.roles.map((role) => t.roles[role]).join(t.or)
  return (
    <span className="row con-person">
      <span>{me.subject}</span>
      <span className="tag">{roles || t.noRole}</span>
    </span>
  )
}

/** Where one is, what is in force, who has it, and who is here. */
export function Header({
  lang,
  path,
  given,
  online,
  setLanguage,
}: {
  lang: Language
  /** From the group down to the thing that is open. */
  path: readonly string[]
  given: Given | null
  online: Online | null
  setLanguage(language: Language): void
}) {
  const t = inLanguage(shellTexts, lang)
  const other = lang === 'en' ? 'zh-CN' : 'en'
  return (
    <header className="con-bar">
      <span className="con-path">
        {path.map((name, at) => (
          <span key={name} className={at === path.length - 1 ? 'here' : 'dim'}>
            {name}
          </span>
        ))}
      </span>
      <span className="space" />
      {given && <InForce playbook={given.playbook} {...{ online, lang }} />}
      {given && <Search {...given} lang={lang} />}
      {given && <Person me={given.me} lang={lang} />}
      <Button type="link" size="small" lang={other} onClick={() => setLanguage(other)}>
        {t.language}
      </Button>
    </header>
  )
}
