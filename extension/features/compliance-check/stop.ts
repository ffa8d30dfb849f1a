import { button, make, markIcon } from '../../host/dom.ts'
import type { StopView } from '../../views.ts'

/** What can be done at a stop. */
export interface StopActions {
  back(): void
  override(reasonId: string, reasonText: string): void
}

/** The message at the button, and where to say that a reason was not taken. */
export interface DrawnStop {
  element: HTMLElement
  problem(text: string): void
}

function rows(view: StopView): HTMLElement {
  const list = make('dl')
  for (const { term, text, href, hrefLabel } of view.rows) {
    const told = make('dd', {}, text)
    if (href) told.append(' ', make('a', { href, target: '_blank', rel: 'noreferrer' }, hrefLabel ?? href))
    list.append(make('dt', {}, term), told)
  }
  return list
}

type Override = NonNullable<StopView['override']>

function reasonForm(override: Override, problem: HTMLElement, actions: StopActions): HTMLElement {
  const choice = make('select', { required: '' })
  for (const { id, label } of override.reasons) choice.append(make('option', { value: id }, label))
  const text = make('textarea', { maxlength: '500', placeholder: override.textHint })
  const go = button('btn', () => actions.override(choice.value, text.value.trim()), override.confirm)
  return make(
    'form',
    {},
    make('label', {}, override.reasonLabel, choice),
    make('label', {}, override.textLabel, text),
    problem,
    make('div', { class: 'acts' }, go),
  )
}

/** Draws the stop: what is wrong, which rule, what now, and the ways on. */
export function drawStop(view: StopView, actions: StopActions): DrawnStop {
  const problem = make('p', { class: 'problem', role: 'alert' })
  const shut = button('x', actions.back, '×')
  shut.setAttribute('aria-label', view.close)
  const box = make('section', { class: `stop ${view.mark}`, role: 'alertdialog', 'aria-label': view.title })
  const acts = make('div', { class: 'acts' }, button('btn primary', actions.back, view.back))
  const { override } = view
  if (override) {
    const ask = () => {
      const form = reasonForm(override, problem, actions)
      acts.replaceWith(form)
      form.querySelector('select')?.focus()
    }
    acts.append(button('btn', ask, override.label))
  } else acts.append(make('span', { class: 'dim' }, view.noOverride))
  box.append(
    make('header', { class: view.mark }, markIcon(view.mark), make('b', {}, view.title), shut),
    rows(view),
    acts,
  )
  const element = make('div', { class: 'fl' }, box)
  return { element, problem: (text) => problem.replaceChildren(text) }
}
