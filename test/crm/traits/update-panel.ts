import { FIELDS, sheet, type Trait } from './parts.ts'

const panel = (shown: Parameters<typeof sheet>[0]) => `${sheet(shown)}
<input type=hidden name=khh value=${shown.number}>${FIELDS}
<input type=submit name="ctl00$btnSubmit" id=ctl00_btnSubmit value="提 交">`

/** One form for everything; a part of the page is replaced by what the server answers, button and all. */
export const updatePanel: Trait = {
  '': (shown) => `<form id=aspnetForm method=post action=""><input type=hidden name=__VIEWSTATE value=dDwtMTA>
<input type=submit name="ctl00$btnNext" value="下一位"><div id=ctl00_UpdatePanel1>${panel(shown)}</div></form><script>
document.forms[0].onsubmit = (event) => {
  event.preventDefault()
  const form = document.forms[0]
  const saves = event.submitter.id === 'ctl00_btnSubmit'
  const body = new URLSearchParams(new FormData(form))
  if (!saves) body.set('khh', ${shown.next.number})
  fetch(saves ? 'save' : 'panel', { method: 'POST', body }).then((answer) => answer.text()).then((text) => {
    document.getElementById('ctl00_UpdatePanel1').innerHTML = text
  })
}</script>`,
  panel: (shown) => panel(shown),
}
