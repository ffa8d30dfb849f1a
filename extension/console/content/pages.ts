import { createElement } from 'react'
import type { ItemKind } from '../../../worker/contract/item.ts'
import type { Text } from '../../../worker/contract/text.ts'
import { inLanguage } from '../language.ts'
import type { Page, PageProps } from '../page.ts'
import { ContentPage } from './content-page.tsx'
import { PAGE_OF } from './kinds.ts'
import { rowsOf } from './rows.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

function contentPage(kind: ItemKind, title: Text, group: Page['group'] = 'content'): Page {
  return {
    ...{ id: PAGE_OF[kind], group, title },
    roles: ['supervisor', 'approver', 'admin', 'auditor'],
    View: (props: PageProps) => createElement(ContentPage, { ...props, kind, title }),
    count: ({ playbook, changes }) =>
      rowsOf(kind, playbook.playbook, changes).filter(({ state }) => state !== 'gone').length,
    nameOf: ({ playbook, changes }, place, lang) => {
      const row = rowsOf(kind, playbook.playbook, changes).find(({ itemId }) => itemId === place)
      return row ? inLanguage(row.label, lang) : place
    },
  }
}

/** One page for each kind of item. */
export const contentPages = [
  contentPage('segment', text('客群', 'Segments')),
  contentPage('tip', text('提示', 'Tips')),
  contentPage('check', text('检查', 'Checks')),
  contentPage('script', text('话术', 'Scripts')),
  contentPage('knowledge', text('知识', 'Articles')),
  contentPage('parameter', text('规则包参数', 'Parameters')),
  contentPage('adapter', text('页面适配器', 'Page adapters')),
  contentPage('team', text('团队', 'Teams'), 'settings'),
  contentPage('shift', text('班次', 'Shifts'), 'settings'),
] as const
