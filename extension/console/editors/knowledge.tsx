import { editorTexts } from '../../texts/console/editor.ts'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { Box, LineField, ManyField } from './fields.tsx'
import { TextPair } from './text-field.tsx'

/** An article: what it says, and under which words it is found. */
export function KnowledgeEditor() {
  const { lang, playbook } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const products = playbook.playbook.products.map(({ code, name }) => ({
    value: code,
    label: `${code} ${inLanguage(name, lang)}`,
  }))
  return (
    <>
      <Box title={t.general}>
        <TextPair at={['label']} rows={1} limits={{ zh: 20, en: 60 }} />
        <TextPair at={['body']} rows={6} hint={t.paragraphs} />
        <TextPair at={['citation']} rows={1} />
      </Box>
      <Box title={t.foundBy} note={t.foundByHint}>
        <div className="con-grid">
          <ManyField at={['tags', 'zh']} choices={[]} free keepEmpty />
          <ManyField at={['tags', 'en']} choices={[]} free keepEmpty />
          <ManyField at={['products']} choices={products} />
          <LineField at={['reviewOn']} type="date" />
        </div>
      </Box>
    </>
  )
}
