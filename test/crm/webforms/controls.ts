import { type Html, html } from '../html.ts'

/** ctl00$cphMain$btnSubmit, as forms send it. */
export const nameOf = (control: string): string => `ctl00$cphMain$${control}`

/** ctl00_cphMain_btnSubmit, as it stands in the page. */
export const idOf = (control: string): string => `ctl00_cphMain_${control}`

export const postBack = (control: string, argument = ''): string =>
  `__doPostBack('${nameOf(control)}','${argument}')`

export const label = (control: string, text: string): Html => html`<span id="${idOf(control)}">${text}</span>`

export const link = (control: string, argument: string, text: string): Html =>
  html`<a href="javascript:${postBack(control, argument)}">${text}</a>`

/** `busy` disables the button while its postback runs. */
export function button(control: string, text: string, busy = false): Html {
  const script = `${busy ? 'this.disabled=true;' : ''}${postBack(control)}`
  return html`<input type="button" class="ob" name="${nameOf(control)}" id="${idOf(control)}" value="${text}" onclick="${script}">`
}

export const textBox = (control: string, value: string, width: number): Html =>
  html`<input type="text" class="in" name="${nameOf(control)}" id="${idOf(control)}" value="${value}" style="width:${width}px">`

export const textArea = (control: string, value: string, width: number): Html =>
  html`<textarea class="in" name="${nameOf(control)}" id="${idOf(control)}" rows="3" style="width:${width}px;height:56px">${value}</textarea>`

/** An UpdatePanel: its content is replaced by the answer of a postback. */
export const updatePanel = (control: string, content: Html): Html =>
  html`<div id="${idOf(control)}">${content}</div>`
