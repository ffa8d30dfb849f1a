import type { Knowledge, Script } from '../../worker/contract/playbook.ts'
import type { ReadingView } from '../views.ts'
import type { Known, Show } from './show.ts'
import { fill } from './template.ts'
import { word } from './values.ts'

/** Nobody's: thresholds alone are filled in. */
const nobody = (show: Show): Known => ({
  facts: {},
  page: {},
  currency: null,
  today: show.compiled.clock.dayOf(show.now),
})

function ofScript(show: Show, { id, label, matter, steps }: Script): ReadingView {
  const parts = steps.map((step) => ({
    label: word(show, step.label),
    text: fill(show, nobody(show), step.say, 'spoken'),
  }))
  return {
    kind: 'script',
    itemId: id,
    title: word(show, label),
    about: word(show, matter),
    parts,
    citation: '',
  }
}

function ofArticle(show: Show, { id, label, body, products = [], citation }: Knowledge): ReadingView {
  const about = products.flatMap((code) => {
    const product = show.compiled.playbook.products.find((one) => one.code === code)
    return product ? [`${code} ${show.texts.script.product(word(show, product.name), product.grade)}`] : []
  })
  const paragraphs = fill(show, nobody(show), body).split(/\n{2,}/)
  return {
    kind: 'knowledge',
    itemId: id,
    title: word(show, label),
    about: about.join(show.texts.marks.list),
    parts: paragraphs.map((one) => ({ label: '', text: one })),
    citation: citation ? word(show, citation) : '',
  }
}

/** A script or article in the reader's language; null where there is none of that id. */
export function presentReading(show: Show, kind: ReadingView['kind'], itemId: string): ReadingView | null {
  const { scripts, knowledge } = show.compiled.playbook
  if (kind === 'script') {
    const script = scripts.find(({ id }) => id === itemId)
    return script ? ofScript(show, script) : null
  }
  const article = knowledge.find(({ id }) => id === itemId)
  return article ? ofArticle(show, article) : null
}
