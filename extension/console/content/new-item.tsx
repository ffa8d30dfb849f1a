import { Form, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { AttributeName } from '../../../worker/contract/catalogue.ts'
import { ItemId, type ItemKind } from '../../../worker/contract/item.ts'
import { Id, type Language } from '../../../worker/contract/text.ts'
import { lifecycleTexts } from '../../texts/console/lifecycle.ts'
import { memberTexts } from '../../texts/console/members.ts'
import { inLanguage } from '../language.ts'

const schemaOf = (kind: ItemKind) => (kind === 'team' ? ItemId : kind === 'parameter' ? AttributeName : Id)

/** Asks for the id of a new item. */
export function NewItem({
  kind,
  lang,
  taken,
  answer,
}: {
  kind: ItemKind
  lang: Language
  taken: ReadonlySet<string>
  answer(id: string | null): void
}) {
  const t = inLanguage(lifecycleTexts, lang)
  const { kinds } = inLanguage(memberTexts, lang)
  const field = useId()
  const [id, setId] = useState('')
  const known = taken.has(id)
  const fits = schemaOf(kind).safeParse(id).success && !known
  return (
    <Modal
      open
      title={t.newTitle(kinds[kind])}
      okText={t.create}
      cancelText={t.cancel}
      okButtonProps={{ disabled: !fits }}
      onOk={() => answer(id)}
      onCancel={() => answer(null)}
      width={400}
    >
      <Form layout="vertical" component={false}>
        <Form.Item
          label={t.newId}
          htmlFor={field}
          validateStatus={id && !fits ? 'error' : ''}
          help={known ? t.taken : kind === 'team' ? t.teamIdHint : t.newIdHint}
        >
          <Input
            id={field}
            autoFocus
            value={id}
            onChange={({ target }) => setId(target.value.trim())}
            onPressEnter={() => fits && answer(id)}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
