import type { Knowledge, Playbook, Script } from '../../worker/contract/playbook.ts'
import type { Text } from '../../worker/contract/text.ts'

export type FoundKind = 'script' | 'knowledge'

/** What is searched of a script or article: both languages together, since agents mix them. */
export interface Entry {
  id: string
  kind: FoundKind
  itemId: string
  title: Text
  /** What of it may be quoted, in short pieces. */
  pieces: Text[]
  fields: Record<Field, string>
}

/** Parts of an entry, the weightiest first. */
export const FIELDS = ['title', 'about', 'codes', 'body'] as const
type Field = (typeof FIELDS)[number]

/** Places that are filled in are no words. */
const plain = (text: string): string => text.replace(/[CR]?\{\{.*?\}\}/g, ' ')
const bare = ({ zh, en }: Text): Text => ({ zh: plain(zh), en: plain(en) })
const both = (texts: readonly Text[]): string => texts.map(({ zh, en }) => `${zh}\n${en}`).join('\n')

function ofScript({ id, label, matter, steps }: Script): Entry {
  const says = steps.map(({ say }) => bare(say))
  const labels = steps.map((step) => step.label)
  return {
    ...{ id: `script:${id}`, kind: 'script', itemId: id, title: label },
    pieces: [matter, ...labels, ...says],
    fields: { title: both([label]), about: both([matter]), codes: '', body: both([...labels, ...says]) },
  }
}

const paragraphs = ({ zh, en }: Text): Text[] => {
  const [chinese, english] = [zh, en].map((text) => text.split(/\n{2,}/)) as [string[], string[]]
  return chinese.map((one, at) => ({ zh: one, en: english[at] ?? '' }))
}

function ofArticle(article: Knowledge, { products }: Playbook): Entry {
  const { id, label, body, tags, citation } = article
  const about = (article.products ?? []).flatMap((code) => {
    const product = products.find((one) => one.code === code)
    return product ? [`${code} R${product.grade}`] : [code]
  })
  const words = { zh: (tags?.zh ?? []).join(' '), en: (tags?.en ?? []).join(' ') }
  return {
    ...{ id: `knowledge:${id}`, kind: 'knowledge', itemId: id, title: label },
    pieces: paragraphs(bare(body)),
    fields: {
      title: both([label]),
      about: both([words]),
      codes: about.join(' '),
      body: both([bare(body), ...(citation ? [citation] : [])]),
    },
  }
}

/** Everything an agent can look up in a playbook. */
export const entriesOf = (playbook: Playbook): Entry[] => [
  ...playbook.scripts.map(ofScript),
  ...playbook.knowledge.map((article) => ofArticle(article, playbook)),
]
