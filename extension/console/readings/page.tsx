import { Health } from '../health.tsx'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { Bones } from '../shell/state.tsx'
import { useHealth } from '../use-health.ts'

/** How well the bank's pages are read. */
function Readings({ lang }: PageProps) {
  const { view, busy, look } = useHealth(lang)
  if (!view) return <Bones label={inLanguage(readingsPage.title, lang)} />
  return (
    <Health view={view} busy={busy} retry={() => void look()} signIn={() => void look({ type: 'sign-in' })} />
  )
}

export const readingsPage: Page = {
  id: 'readings',
  group: 'watch',
  title: { zh: '读取情况', en: 'Page readings' },
  roles: ['supervisor', 'admin'],
  View: Readings,
}
