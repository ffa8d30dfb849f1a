import { sentenceTexts } from '../../texts/console/sentence.ts'
import { sentenceOf } from '../condition/sentence.ts'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'

/** The rule as a sentence; what the live version does not say is marked. */
export function Sentence() {
  const { kind, content, live, playbook, lang } = useEditing()
  const t = inLanguage(sentenceTexts, lang)
  const runs = sentenceOf(kind, content, live, playbook.playbook, lang)
  if (!runs) return <p className="con-rule dim">{t.unread}</p>
  return (
    <p className="con-rule">
      {runs.map(({ text, phrase, changed }, at) => {
        const Tag = changed ? 'mark' : phrase ? 'u' : 'span'
        // biome-ignore lint/suspicious/noArrayIndexKey: runs of one sentence have no other name
        return <Tag key={at}>{text}</Tag>
      })}
    </p>
  )
}
