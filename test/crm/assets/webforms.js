// Partial postbacks as the bank's framework makes them: the answer is length|type|id|content| and so on.
let running = null

function sentFields(form) {
  const fields = new URLSearchParams(new FormData(form))
  fields.set('__ASYNCPOST', 'true')
  return fields.toString()
}

function applyDelta(answer) {
  for (let at = 0; at < answer.length; ) {
    const [length, type, id] = answer.slice(at).split('|', 3)
    const start = at + length.length + type.length + id.length + 3
    const content = answer.slice(start, start + Number(length))
    if (type === 'updatePanel') document.getElementById(id).innerHTML = content
    if (type === 'hiddenField') document.getElementById(id).value = content
    at = start + Number(length) + 1
  }
}

function setStatus(text) {
  document.getElementById('ctl00_lblStatus').textContent = text
}

window.__doPostBack = (target, argument) => {
  const form = document.getElementById('aspnetForm')
  form.__EVENTTARGET.value = target
  form.__EVENTARGUMENT.value = argument
  running?.abort()
  const request = new XMLHttpRequest()
  running = request
  request.open('POST', form.getAttribute('action') || location.pathname + location.search)
  request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=utf-8')
  request.setRequestHeader('X-MicrosoftAjax', 'Delta=true')
  request.onload = () => {
    applyDelta(request.responseText)
    setStatus('就绪')
  }
  request.onerror = () => setStatus('系统忙，请稍后再试')
  setStatus('正在处理……')
  request.send(sentFields(form))
}

window.WebForm_FireDefaultButton = (event, id) => {
  if (event.keyCode !== 13 || event.target.tagName === 'TEXTAREA') return true
  document.getElementById(id)?.click()
  return false
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'F9' || !document.getElementById('ctl00_cphMain_btnSubmit')) return
  event.preventDefault()
  window.__doPostBack('ctl00$cphMain$btnSubmit', '')
})
