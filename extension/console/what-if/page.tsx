import { Button, Input, Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Facts } from '../../../worker/contract/catalogue.ts'
import { ContactChannel, Role } from '../../../worker/contract/context.ts'
import { type CompiledPlaybook, compilePlaybook } from '../../../worker/decision/compile.ts'
import { explain } from '../../../worker/decision/explain.ts'
import { StateMark } from '../../panel/mark.tsx'
import { whatIfTexts } from '../../texts/console/what-if.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { namingIn } from '../preview/naming.ts'
import { Decided } from './decided.tsx'
import { exampleFacts } from './example.ts'
import { type FactFault, readFacts } from './facts.ts'
import '../preview/preview.css'

const KEY = '0'.repeat(64)

/** Everything that is asked for facts of nobody in particular, now, with nothing answered before. */
function explained(
  compiled: CompiledPlaybook,
  { version, publishedAt }: PageProps['playbook'],
  facts: Facts,
  channel: ContactChannel,
) {
  const now = new Date().toISOString()
  const teams = compiled.playbook.teams.map(({ id }) => id)
  return explain(compiled, {
    ...{ customerKey: KEY, version, publishedAt, facts, factsAsOf: now, asOf: now, askedAt: now },
    ...{ historical: false, currency: 'CNY', outcomes: [] },
    agent: { subject: '', roles: Role.options, teams },
    contact: { channel, direction: 'inbound', startedAt: now },
  })
}

function faultText(fault: FactFault, lang: PageProps['lang']): string {
  const { faults } = inLanguage(whatIfTexts, lang)
  switch (fault.kind) {
    case 'empty':
    case 'no-object':
      return faults[fault.kind]
    case 'json':
      return faults.json(fault.line, fault.column)
    case 'wrong-type':
      return faults['wrong-type'](fault.name, fault.type)
    default:
      return faults[fault.kind](fault.name)
  }
}

/** Decides in the browser for one pasted set of facts and shows every step. */
function WhatIf({ lang, playbook }: PageProps) {
  const t = inLanguage(whatIfTexts, lang)
  const book = playbook.playbook
  const [text, setText] = useState('')
  const [channel, setChannel] = useState<ContactChannel>('phone')
  const late = useDeferredValue(text)
  const compiled = useMemo(() => compilePlaybook(book), [book])
  const { facts, faults } = useMemo(() => readFacts(late, book.catalogue), [late, book])
  const found = useMemo(
    () => facts && explained(compiled, playbook, facts, channel),
    [compiled, playbook, facts, channel],
  )
  const naming = namingIn(book, lang)
  const labelOf = (id: string) =>
    book.checks.find((one) => one.id === id)?.label[lang === 'zh-CN' ? 'zh' : 'en'] ?? id
  return (
    <div className="con-page">
      <header>
        <h1>{t.title}</h1>
        <p className="dim">{t.lead}</p>
      </header>
      <section className="con-box" aria-label={t.facts}>
        <header>
          <h2>
            <label htmlFor="what-if-facts">{t.facts}</label>
          </h2>
          <span className="space" />
          <Select
            aria-label={t.channel}
            value={channel}
            options={ContactChannel.options.map((value) => ({ value, label: t.channels[value] }))}
            onChange={setChannel}
          />
          <Button onClick={() => setText(JSON.stringify(exampleFacts(book.catalogue), null, 2))}>
            {t.example}
          </Button>
        </header>
        <div className="in">
          <Input.TextArea
            id="what-if-facts"
            rows={12}
            value={text}
            spellCheck={false}
            aria-describedby="what-if-faults"
            onChange={({ target }) => setText(target.value)}
          />
          <div id="what-if-faults" role="status">
            <ul>
              {faults.map((fault) => (
                <li key={JSON.stringify(fault)}>
                  <StateMark mark={fault.kind === 'empty' ? 'none' : 'warn'} /> {faultText(fault, lang)}
                </li>
              ))}
            </ul>
          </div>
        </div>
      </section>
      {found && <Decided explained={found} {...{ naming, lang, labelOf }} />}
    </div>
  )
}

export const whatIfPage: Page = {
  id: 'what-if',
  group: 'watch',
  title: { zh: '试算', en: 'Try out' },
  roles: ['supervisor', 'approver', 'admin'],
  View: WhatIf,
}
