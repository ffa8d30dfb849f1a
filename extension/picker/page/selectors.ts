import { finder } from '@medv/finder'
import type { Kind } from '../types.ts'
import { endOfId, isStableAttribute, isStableClass, isStableId, isStableName } from './stable.ts'

export interface Selector {
  kind: Kind
  css: string
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`
const tagOf = (element: Element): string => element.localName

/** A field called `id` or `name` hides the form's own property: attributes are read as such. */
const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? ''

function byId(element: Element): Selector[] {
  const id = attribute(element, 'id')
  const end = endOfId(id)
  return [
    ...(isStableId(id) ? [{ kind: 'id' as const, css: `#${CSS.escape(id)}` }] : []),
    ...(end && end !== id ? [{ kind: 'id' as const, css: `${tagOf(element)}[id$=${quoted(end)}]` }] : []),
  ]
}

/** What else sets a control apart: read-only fields from boxes for searching, hidden ones, kinds of buttons. */
function traits(element: Element): string {
  const type = attribute(element, 'type').toLowerCase()
  const typed = element.matches('button,input') && type && type !== 'text' ? `[type=${quoted(type)}]` : ''
  return typed + (element.hasAttribute('readonly') ? '[readonly]' : '')
}

function byName(element: Element): Selector[] {
  const name = attribute(element, 'name')
  if (!name || !isStableName(name)) return []
  const css = `${tagOf(element)}[name=${quoted(name)}]${traits(element)}`
  return [css, `form ${css}`].map((one) => ({ kind: 'name', css: one }))
}

function byAttribute(element: Element): Selector[] {
  return [...element.attributes]
    .filter(
      ({ name, value }) =>
        value && !/^(?:name|type|method|for|role)$/.test(name) && isStableAttribute(name, value),
    )
    .map(({ name, value }) => ({
      kind: 'attribute',
      css: `${tagOf(element)}[${name}=${quoted(value)}]${traits(element)}`,
    }))
}

/** A button by its form and its kind: `form.order-form button[type='submit']`. */
function byForm(element: Element): Selector[] {
  const form = element.closest('form')
  const kind = traits(element)
  if (!form || !kind) return []
  return selectorsOf(form)
    .filter((at) => at.kind !== 'position')
    .map(({ css }) => ({ kind: 'attribute', css: `${css} ${tagOf(element)}${kind}` }))
}

const LIMITS = { timeoutMs: 200, maxNumberOfPathChecks: 3000 }

/** These are looked at above, where they stand for more. */
const SPOKEN_FOR = /^(?:id|name|type|readonly|method)$/

/** A tag alone is the only one of its kind by chance, and an `nth-child` counts what stands before it. */
const restsOnPlace = (css: string): boolean => /:nth-/.test(css) || !/[.#[]/.test(css)

function found(element: Element, positions: boolean): Selector[] {
  try {
    const css = finder(element, {
      ...LIMITS,
      root: document.documentElement,
      idName: (id) => !positions && isStableId(id),
      className: (name) => !positions && isStableClass(name),
      attr: (name, value) => !positions && !SPOKEN_FOR.test(name) && isStableAttribute(name, value),
    })
    return [{ kind: restsOnPlace(css) ? 'position' : 'class', css }]
  } catch {
    return []
  }
}

/** Selectors that may find the element, the steadiest first; whether they find it alone is not said. */
export function selectorsOf(element: Element): Selector[] {
  return [
    ...byId(element),
    ...byName(element),
    ...byAttribute(element),
    ...(element.localName === 'form' ? byMethod(element) : byForm(element)),
    ...found(element, false),
    ...found(element, true),
  ]
}

/** A form that sends an order posts it: one of the same name that searches does not. */
function byMethod(form: Element): Selector[] {
  const [name, method] = [attribute(form, 'name'), attribute(form, 'method')]
  if (!name || !method || !isStableName(name)) return []
  return [{ kind: 'name', css: `form[name=${quoted(name)}][method=${quoted(method)}]` }]
}

/** What finds the element inside the cell of its label, from plain to exact; a box that cannot be typed in is known by that. */
export function inCell(element: Element): string[] {
  const tag = tagOf(element)
  const name = attribute(element, 'name')
  const classes = [...element.classList].filter(isStableClass)
  return [
    ...(element.hasAttribute('readonly') ? [] : [tag]),
    ...(traits(element) ? [tag + traits(element)] : []),
    ...(name && isStableName(name) ? [`${tag}[name=${quoted(name)}]`] : []),
    ...classes.map((one) => `${tag}.${CSS.escape(one)}`),
  ]
}
