import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  /** A few words behind the title. */
  hint?: ReactNode
  /** At the right: a figure or something to open. */
  aside?: ReactNode
  children: ReactNode
}

/** One part of the panel, named by its heading. */
export function Section({ title, hint, aside, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <div className="head">
        <h2 tabIndex={-1}>{title}</h2>
        {hint && <span className="small">{hint}</span>}
        {aside}
      </div>
      {children}
    </section>
  )
}
