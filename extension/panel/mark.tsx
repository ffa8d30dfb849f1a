import { createElement } from 'react'
import { MARK_PATHS } from '../marks.ts'
import type { Mark } from '../views.ts'

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const toProps = (attributes: Record<string, string>) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [camel(name), value]))

/** The state mark; the word stands beside it, so it is silent. */
export function StateMark({ mark }: { mark: Mark }) {
  const paths = MARK_PATHS[mark].map((path) => createElement('path', { key: path.d, ...toProps(path) }))
  return (
    <svg className={`mark ${mark}`} viewBox="0 0 16 16" aria-hidden="true">
      {paths}
    </svg>
  )
}
