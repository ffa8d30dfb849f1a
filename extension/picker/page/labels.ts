/** Cells up from the element that may stand beside a label. */
const REACH = 4
const LONGEST = 24

/** Words that stand at the value beside them, whatever else a page puts there. */
const KNOWN =
  /(?:号|号码|编号|姓名|名称|代码|等级|金额|备注|揭示|\bno\.?|\bnumber|\bcode|\bname|\bid|\bremarks?|\bamount)$/i

/** A label beside a cell. `sure`: it is written as one; else it may be the value of another cell. */
export interface Label {
  text: string
  sure: boolean
  cell: Element
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').replace(/^[\s*＊]+|[\s:：*＊]+$/g, '')

function labelIn(element: Element, cell: Element): Label[] {
  const raw = (element.textContent ?? '').trim()
  const text = tidy(raw)
  if (!text || text.length > LONGEST || /\d{4}/.test(text)) return []
  const sure = element.matches('th,dt,label') || /[:：]$/.test(raw) || KNOWN.test(text)
  return [{ text, sure, cell }]
}

function* cellsAround(element: Element): Generator<Element> {
  let at: Element | null = element
  for (let up = 0; at && up < REACH && at !== document.body; up++) {
    yield at
    if (at.matches('td,dd,li')) return
    at = at.parentElement
  }
}

/** Every label that names the element or a cell around it, the nearest first. */
export function labelsOf(element: Element): Label[] {
  const { labels } = element as HTMLInputElement
  const naming = [...(labels ?? [])].flatMap((label) => labelIn(label, element))
  const beside = [...cellsAround(element)].flatMap((cell) =>
    cell.previousElementSibling ? labelIn(cell.previousElementSibling, cell) : [],
  )
  return [...naming, ...beside]
}
