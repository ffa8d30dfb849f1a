import { FIELDS, sheet, type Trait } from './parts.ts'

/** No form in the page: a script makes one, sends it and throws it away. */
export const scriptForm: Trait = {
  '': (
    shown,
  ) => `${sheet(shown)}<a href="?${shown.link}">下一位</a><div>${FIELDS}</div><iframe></iframe><iframe name=hid></iframe>
<input type=button value="submit" onclick="send(document, (form) => form.submit())">
<input type=button value="requestSubmit" onclick="send(document, (form) => form.requestSubmit())">
<input type=button value="of a frame" onclick="send(frames[0].document, (form) => form.submit())">
<input type=button value="by a frame" onclick="send(document, (form) =>
  frames[0].HTMLFormElement.prototype.submit.call(form))"><script>
function send(maker, how) {
  const form = maker.createElement('form')
  Object.assign(form, { method: 'post', action: new URL('save', location), target: 'hid' })
  const add = (name, value) => {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name, value })
    form.appendChild(field)
  }
  add('khh', ${shown.number})
  for (const field of document.querySelectorAll('div [name]')) add(field.name, field.value)
  document.body.appendChild(form)
  how(form)
  document.body.removeChild(form)
}</script>`,
}
