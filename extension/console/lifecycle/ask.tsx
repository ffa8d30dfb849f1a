import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { inLanguage } from '../language.ts'

/** Shortest reason that says anything; the edge asks for as much. */
const SHORTEST = 4

export interface Asked {
  title: string
  detail: string
  /** Label of the reason, where one is needed. */
  field?: string | undefined
  /** What the button says. */
  act: string
  danger?: boolean
}

/** Asks once, naming what it touches; with a reason where one is needed. */
export function Ask({
  asked,
  lang,
  busy,
  answer,
}: {
  asked: Asked
  lang: Language
  busy: boolean
  /** The reason (empty where none is asked for); null: not after all. */
  answer(reason: string | null): void
}) {
  const t = inLanguage(lifecycleTexts, lang)
  const id = useId()
  const [reason, setReason] = useState('')
  const short = asked.field !== undefined && [...reason.trim()].length < SHORTEST
  return (
    <Modal
      open
      title={asked.title}
      okText={asked.act}
      cancelText={t.cancel}
      okButtonProps={{ disabled: short || busy, danger: asked.danger === true }}
      onOk={() => answer(reason.trim())}
      onCancel={() => answer(null)}
      width={440}
    >
      <p className="dim">{asked.detail}</p>
      {asked.field !== undefined && (
        <div className="con-ask">
          <label htmlFor={id}>{asked.field}</label>
          <Input.TextArea
            id={id}
            autoFocus
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <span className="small faint">{t.reasonHint}</span>
        </div>
      )}
    </Modal>
  )
}
