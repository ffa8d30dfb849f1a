import type { Locator } from '../../../worker/contract/adapter.ts'
import { locateAll } from '../../host/locate.ts'
import { isBare, placeOf } from '../glob.ts'
import { numberIn } from '../shape.ts'
import type { Pointed, Target } from '../types.ts'
import { selectorsOf } from './selectors.ts'
import { shownIn, waysTo } from './ways.ts'

/** The one form of a page that carries paging, search and all: marks of the frameworks that make it. */
const WHOLE_PAGE = "input[name='__VIEWSTATE'],input[name='__EVENTTARGET'],input[name='javax.faces.ViewState']"
const CONTROLS =
  'button,input[type=button i],input[type=submit i],input[type=image i],a,[role=button],[onclick]'
const SENDING = 'button:not([type]),button[type=submit i],input[type=submit i],input[type=image i]'

/** What is really meant by pointing somewhere: of a press the control around it. */
export const meant = (element: Element, target: Target): Element =>
  (target === 'press' && element.closest(CONTROLS)) || element

/** The form that a control sends, where nothing else is sent by it: a guard on it would hold back paging and search. */
function ownForm(control: Element): HTMLFormElement | null {
  const form = (control as HTMLInputElement).form ?? control.closest('form')
  if (!(form instanceof HTMLFormElement) || form.querySelector(WHOLE_PAGE)) return null
  const sending = [...form.querySelectorAll(SENDING)].filter((one) => one !== control)
  return sending.length ? null : form
}

function formLocator(control: Element): Locator | null {
  const form = ownForm(control)
  if (!form) return null
  const css = selectorsOf(form).find((at) => locateAll(document, at)[0] === form)?.css
  return css ? { css } : null
}

/** Says of an element what it is and how it is found again. */
export function point(element: Element, target: Target): Pointed {
  const { href } = location
  return {
    place: placeOf(href, window.name, self.origin),
    vague: isBare(href) || document.querySelector(WHOLE_PAGE) !== null,
    text: shownIn(element),
    ways: waysTo(element, target),
    form: target === 'press' ? formLocator(element) : null,
  }
}

const FIELDS = "form input[type='hidden' i],input[readonly]"

/** Where the number of the customer at hand stands in this document by itself: first what a form sends, then a cell. */
export function seek(number: string): Pointed | null {
  const field = [...document.querySelectorAll<HTMLInputElement>(FIELDS)].find(
    ({ value }) => value.trim() === number,
  )
  const element = field ?? cellWith(number)
  const pointed = element && point(element, 'number')
  return pointed?.ways.length ? pointed : null
}

function cellWith(number: string): Element | null {
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (numberIn((node as Text).data, true) === number) return node.parentElement
  return null
}
