import { Alert, Button } from 'antd'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { historyTexts } from '../../texts/console/history.ts'
import { createChange } from '../api.ts'
import { readJson } from '../content/files.ts'
import { PAGE_OF } from '../content/kinds.ts'
import { EdgeRefusal } from '../edge.ts'
import { inLanguage } from '../language.ts'
import { DifferenceList } from '../lifecycle/difference-list.tsx'
import { refusalWords } from '../lifecycle/use-acting.ts'
import type { PageProps } from '../page.ts'
import { addressOf } from '../shell/route.ts'
import { type ImportPlan, importPlan, playbookIn } from './import-plan.ts'
import type { ItemDifference } from './versions.ts'

type Props = Pick<PageProps, 'lang' | 'playbook' | 'changes' | 'reload'>
type Read = { name: string } & ({ playbook: Playbook } | { wrongAt: string })

/** How the drafts went; `refused` with the reason. */
interface Made {
  made: ItemDifference[]
  refused: { item: ItemDifference; why: string }[]
}

/** One after another: many at once would crowd out everybody else who writes. */
async function draftAll(drafts: readonly ItemDifference[], note: string, props: Props): Promise<Made> {
  const done: Made = { made: [], refused: [] }
  for (const item of drafts) {
    const { kind, itemId, content } = item
    const text = { content, note, notice: null, baseVersion: props.playbook.version }
    try {
      await createChange({ id: crypto.randomUUID(), kind, itemId, ...text })
      done.made.push(item)
    } catch (error) {
      const refusal = error instanceof EdgeRefusal ? error : new EdgeRefusal('no-answer')
      done.refused.push({ item, why: refusalWords(refusal, props.lang) })
    }
  }
  return done
}

const Names = ({ items }: { items: readonly ItemDifference[] }): ReactNode => (
  <ul className="con-faults">
    {items.map(({ kind, itemId, name }) => (
      <li key={name}>
        <a href={addressOf(PAGE_OF[kind], itemId)}>{name}</a>
      </li>
    ))}
  </ul>
)

function Result({ result, lang }: { result: Made; lang: Props['lang'] }) {
  const t = inLanguage(historyTexts, lang).import
  return (
    <div role="status">
      <p>{t.made(result.made.length)}</p>
      <Names items={result.made} />
      {result.refused.map(({ item: { name }, why }) => (
        <p key={name} className="con-late">
          {t.refused(name, why)}
        </p>
      ))}
    </div>
  )
}

function Plan({
  plan,
  busy,
  lang,
  run,
}: {
  plan: ImportPlan
  busy: boolean
  lang: Props['lang']
  run(): void
}) {
  const t = inLanguage(historyTexts, lang).import
  const { drafts, skipped, beyond } = plan
  return (
    <>
      {beyond.length > 0 && <Alert type="info" title={t.beyond(beyond.join(t.list))} />}
      {skipped.length > 0 && (
        <Alert type="warning" title={t.skipped(skipped.length)} description={<Names items={skipped} />} />
      )}
      {drafts.length === 0 && <p className="dim">{t.nothing}</p>}
      {drafts.map(({ name, found }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <DifferenceList found={found} lang={lang} />
        </section>
      ))}
      {drafts.length > 0 && (
        <Button type="primary" loading={busy} onClick={run}>
          {t.run(drafts.length)}
        </Button>
      )}
    </>
  )
}

/** A playbook from a file against the one in force: what differs, in words, and a draft of each; nothing is published. */
export function Import(props: Props) {
  const { lang, playbook, changes, reload } = props
  const t = inLanguage(historyTexts, lang).import
  const file = useRef<HTMLInputElement>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [result, setResult] = useState<Made | null>(null)
  const [busy, setBusy] = useState(false)
  const plan = useMemo(
    () => read && 'playbook' in read && importPlan(playbook.playbook, read.playbook, changes, lang),
    [read, playbook, changes, lang],
  )
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    setResult(null)
    setRead({ name: chosen.name, ...playbookIn(await readJson(chosen)) })
  }
  const run = async ({ drafts }: ImportPlan, name: string) => {
    setBusy(true)
    setResult(await draftAll(drafts, t.note(name), props))
    setBusy(false)
    setRead(null)
    reload()
  }
  return (
    <section className="con-box" aria-label={t.title}>
      <header>
        <h2>{t.title}</h2>
        <span className="small faint">{t.lead}</span>
        <span className="space" />
        <Button onClick={() => file.current?.click()}>{t.choose}</Button>
        <input
          ref={file}
          type="file"
          accept=".json"
          hidden
          aria-label={t.choose}
          onChange={({ target }) => {
            void take(target.files?.[0])
            target.value = ''
          }}
        />
      </header>
      {(read || result) && (
        <div className="in con-import">
          {read && 'wrongAt' in read && <Alert type="error" title={t.wrong(read.name, read.wrongAt)} />}
          {read && plan && <Plan {...{ plan, busy, lang }} run={() => void run(plan, read.name)} />}
          {result && <Result {...{ result, lang }} />}
        </div>
      )}
    </section>
  )
}
