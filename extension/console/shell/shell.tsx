import { Alert } from 'antd'
import { useCallback, useEffect, useRef } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { ask } from '../../panel/ask.ts'
import { shellTexts } from '../../texts/console/shell.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { pages } from '../pages.ts'
import { useOnline } from '../push/use-online.ts'
import { Header } from './header.tsx'
import { Menu } from './menu.tsx'
import { useRoute } from './route.ts'
import { Bones, Refusal, State } from './state.tsx'
import { useConnected } from './use-connected.ts'
import { type Given, useGiven } from './use-given.ts'
import { clockIn } from './when.ts'

const may = ({ me }: Pick<PageProps, 'me'>, { roles }: Page) => roles.some((role) => me.roles.includes(role))

/** On another page the reader begins at its heading, also one who does not see. */
function useHeadingFocus(page: string, ready: boolean) {
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (!ready) return
    if (before.current !== null && before.current !== page) {
      const heading = document.querySelector<HTMLElement>('#content h1')
      heading?.setAttribute('tabindex', '-1')
      heading?.focus()
    }
    before.current = page
  }, [page, ready])
}

interface Frame {
  lang: Language
  given: Given
  page: Page | undefined
  place: string[]
  retry(): void
  signIn(): void
}

function Content({ lang, given, page, place, retry, signIn }: Frame) {
  const t = inLanguage(shellTexts, lang)
  const { data, refusal, busy } = given
  if (!data && refusal) return <Refusal {...{ refusal, lang, busy, retry, signIn }} />
  if (!data) return <Bones label={t.loading} />
  if (!page) {
    const { title, detail } = pages.some((one) => may(data, one)) ? t.notFound : t.nothing
    return <State {...{ title, detail }} />
  }
  if (!may(data, page)) {
    const roles = page.roles.map((role) => t.roles[role]).join(t.or)
    const title = inLanguage(page.title, lang)
    return <State title={t.forbidden.title(title)} detail={t.forbidden.detail(roles)} />
  }
  return <page.View key={page.id} {...data} lang={lang} place={place} reload={retry} />
}

/** What can be seen is old: since when, and that nothing is lost. */
function Doubt({ lang, given, connected }: { lang: Language; given: Given; connected: boolean }) {
  const t = inLanguage(shellTexts, lang)
  const { data, refusal, seenAt } = given
  if (!data || (connected && !refusal)) return null
  const when = seenAt ? clockIn(seenAt, data.playbook.playbook.timeZone) : ''
  return <Alert banner type="warning" title={connected ? t.stale(when) : t.offline} />
}

function pathOf(page: Page | undefined, place: string[], given: Given, lang: Language): string[] {
  const t = inLanguage(shellTexts, lang)
  if (!page) return [t.name]
  const title = inLanguage(page.title, lang)
  const named = given.data && place[0] ? page.nameOf?.(given.data, place[0], lang) : undefined
  return [t.groups[page.group], title, ...(named ? [named] : [])]
}

/** Header, menu and the page of the address. */
export function Shell({ lang, setLanguage }: { lang: Language; setLanguage(language: Language): void }) {
  const t = inLanguage(shellTexts, lang)
  const given = useGiven()
  const connected = useConnected()
  const [asked, ...place] = useRoute()
  const { data, reload } = given
  const seen = data ? pages.filter((page) => may(data, page)) : []
  const page = asked
    ? pages.find(({ id }) => id === asked)
    : (seen.find(({ id }) => id === 'tips') ?? seen[0])
  const online = useOnline(data?.me.roles.some((role) => role !== 'agent') === true)
  const path = pathOf(page, place, given, lang)
  useHeadingFocus(page?.id ?? '', data !== null)
  useEffect(() => {
    document.title = `${path.at(-1)} · Fineline`
  })
  const signIn = useCallback(() => void ask({ type: 'sign-in' }).finally(reload), [reload])
  return (
    <div className="con-frame" lang={lang}>
      <button type="button" className="con-skip" onClick={toContent}>
        {t.skip}
      </button>
      <Menu pages={seen} current={page?.id ?? ''} lang={lang} given={data} />
      <Header {...{ lang, path, online, setLanguage }} given={data} />
      <main id="content" className="con-main" tabIndex={-1}>
        <Doubt {...{ lang, given, connected }} />
        <Content {...{ lang, given, page, place, signIn }} retry={reload} />
      </main>
    </div>
  )
}

/** No link: the address after `#` names pages. */
const toContent = () => document.getElementById('content')?.focus()
