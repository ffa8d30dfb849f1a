import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { editorTexts } from '../../texts/console/editor.ts'
import { inLanguage } from '../language.ts'
import { useEditing } from './context.ts'
import { Box, Labelled } from './fields.tsx'
import { controlId } from './shown.ts'

const pretty = (value: unknown) => JSON.stringify(value, null, 2)

function parsed(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/** Text that is no JSON yet stays in the field and goes nowhere. */
export function AdapterEditor() {
  const { content, set, readOnly, lang, issues, shown } = useEditing()
  const t = inLanguage(editorTexts, lang)
  const id = controlId('')
  const [text, setText] = useState(() => pretty(content))
  const written = useRef(content)
  useEffect(() => {
    if (written.current === content) return
    written.current = content
    setText((now) => {
      const read = parsed(now)
      return 'value' in read && pretty(read.value) === pretty(content) ? now : pretty(content)
    })
  }, [content])
  const read = parsed(text)
  const write = (next: string) => {
    setText(next)
    const read = parsed(next)
    if ('value' in read) set([], read.value)
  }
  const said = shown.at('') ? issues : []
  const faults =
    'fault' in read ? [t.jsonFault(read.fault)] : said.map(({ path, message }) => `${path}: ${message}`)
  return (
    <Box title={t.general} note={t.pickerHint}>
      <Labelled id={id} label={t.json} faults={faults}>
        <Input.TextArea
          id={id}
          className="con-code"
          autoSize={{ minRows: 16, maxRows: 40 }}
          spellCheck={false}
          value={text}
          disabled={readOnly}
          onChange={({ target }) => write(target.value)}
        />
      </Labelled>
    </Box>
  )
}
