/** An element of an XML text. */
export interface Element {
  name: string
  attributes: Record<string, string | undefined>
  children: Element[]
  text: string
  /** Elements of that name at any depth, in the order of the text. */
  find(name: string): Element[]
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (whole, hex, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    const letter = ENTITIES[name]
    if (!letter) throw new Error(`no entity ${whole}`)
    return letter
  })

function element(name: string, attributes: Element['attributes']): Element {
  const own: Element = {
    name,
    attributes,
    children: [],
    text: '',
    find: (wanted) =>
      own.children.flatMap((child) => [...(child.name === wanted ? [child] : []), ...child.find(wanted)]),
  }
  return own
}

/** Reads well-formed XML as far as policy templates need it; throws where tags do not match. Returns the document. */
export function readXml(text: string): Element {
  const document = element('', {})
  const open = [document]
  for (const [, content = '', tag] of text
    .replace(/<\?.*?\?>|<!--.*?-->/gs, '')
    .matchAll(/([^<]*)(?:<([^>]*)>|$)/g)) {
    const parent = open.at(-1)
    if (!parent) throw new Error('text after the end')
    parent.text += plain(content.trim())
    if (tag === undefined) break
    const [, closing, name = '', rest = '', empty] =
      /^(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)$/.exec(tag) ?? []
    if (!name) throw new Error(`no tag: <${tag}>`)
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another`)
      continue
    }
    const attributes = [...rest.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      plain(value),
    ])
    const child = element(name, Object.fromEntries(attributes))
    parent.children.push(child)
    if (!empty) open.push(child)
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  return document
}
