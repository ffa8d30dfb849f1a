import type { Language } from '../../../worker/contract/text.ts'
import { shellTexts } from '../../texts/console/shell.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { addressOf } from './route.ts'

const GROUPS = ['content', 'watch', 'settings'] as const

type Counted = Pick<PageProps, 'playbook' | 'changes'>

function Entry({
  page,
  on,
  lang,
  given,
}: {
  page: Page
  on: boolean
  lang: Language
  given: Counted | null
}) {
  const count = given && page.count?.(given)
  return (
    <li>
      <a href={addressOf(page.id)} className={on ? 'on' : undefined} aria-current={on ? 'page' : undefined}>
        {inLanguage(page.title, lang)}
        {count ? <span className="count">{count}</span> : null}
      </a>
    </li>
  )
}

/** The menu at the left: pages this person may see, in their groups. */
export function Menu({
  pages,
  current,
  lang,
  given,
}: {
  pages: readonly Page[]
  current: string
  lang: Language
  given: Counted | null
}) {
  const t = inLanguage(shellTexts, lang)
  return (
    <nav className="con-menu" aria-label={t.menu}>
      <p className="brand">
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M1 11.5h14M1 7.5h9" stroke="var(--accent)" strokeWidth="2" />
        </svg>
        Fineline
      </p>
      {GROUPS.map((group) => {
        const own = pages.filter((page) => page.group === group)
        return own.length ? (
          <section key={group} aria-label={t.groups[group]}>
            <p className="group">{t.groups[group]}</p>
            <ul>
              {own.map((page) => (
                <Entry key={page.id} {...{ page, lang, given }} on={page.id === current} />
              ))}
            </ul>
          </section>
        ) : null
      })}
    </nav>
  )
}
