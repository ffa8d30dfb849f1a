import { Checkbox, Form, Input, Radio } from 'antd'
import { useId } from 'react'
import type { ChangeNotice } from '../../../worker/contract/change.ts'
import type { Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { memberTexts } from '../../texts/console/members.ts'
import type { Draft, DraftView } from '../draft/draft.ts'
import { Box } from '../editors/fields.tsx'
import { inLanguage } from '../language.ts'

interface Props {
  draft: Draft
  view: DraftView
  lang: Language
  readOnly: boolean
  /** Words to begin with: what is written at. */
  title: ChangeNotice['text']
}

function Words({
  notice,
  put,
  lang,
  off,
}: {
  notice: ChangeNotice
  put(notice: ChangeNotice): void
  lang: Language
  off: boolean
}) {
  const t = inLanguage(lifecycleTexts, lang)
  const { languages } = inLanguage(memberTexts, lang)
  const id = useId()
  return (
    <>
      <Radio.Group
        aria-label={t.notice}
        value={notice.urgent}
        disabled={off}
        onChange={({ target }) => put({ ...notice, urgent: target.value === true })}
        options={[
          { value: true, label: t.urgent },
          { value: false, label: t.calm },
        ]}
      />
      <div className="con-pair">
        {(['zh', 'en'] as const).map((side) => (
          <Form.Item key={side} label={`${languages[side]} · ${t.noticeText}`} htmlFor={`${id}${side}`}>
            <Input.TextArea
              id={`${id}${side}`}
              autoSize={{ minRows: 2, maxRows: 5 }}
              value={notice.text[side]}
              disabled={off}
              onChange={({ target }) => put({ ...notice, text: { ...notice.text, [side]: target.value } })}
            />
          </Form.Item>
        ))}
      </div>
    </>
  )
}

/** What agents are told with the change, and what the approver is told of it. */
export function NoticeBox({ draft, view, lang, readOnly, title }: Props) {
  const t = inLanguage(lifecycleTexts, lang)
  const id = useId()
  const { notice, note } = view.text
  const put = (notice: ChangeNotice | null) => draft.write({ notice })
  return (
    <Box title={t.notice} note={t.noticeNote}>
      <Checkbox
        checked={notice !== null}
        disabled={readOnly}
        onChange={({ target }) => put(target.checked ? { urgent: false, text: title } : null)}
      >
        {t.noticeOn}
      </Checkbox>
      {notice && <Words {...{ notice, put, lang }} off={readOnly} />}
      <Form.Item label={t.note} htmlFor={id}>
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={500}
          value={note}
          disabled={readOnly}
          onChange={({ target }) => draft.write({ note: target.value })}
        />
      </Form.Item>
    </Box>
  )
}
