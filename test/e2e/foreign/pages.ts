const detail = (number: string, name: string) =>
  `<table><tr><td>客户号：</td><td id=number>${number}</td><td>客户姓名：</td><td><b id=name>${name}</b></td></tr></table>`

const BUTTON = '<input type=submit value="提 交">'

const order = (attributes = '', button = BUTTON) => `<form name=f1 method=post action=/save ${attributes}>
  <select name=cp><option value="">--<option>LC0101<option>LC0127<option>LC0145<option>LC0182<option>LC0190</select>
  <input name=je> <input type=checkbox name=fx value=1> ${button}</form>`

/** Ways in which such pages send a form, all of them seen in the field. */
const SENDING: Record<string, string> = {
  plain: order(),
  // Into a frame nobody sees, so that the page stays.
  target: `${order('target=hid')}<iframe name=hid></iframe>`,
  get: order().replace('method=post', 'method=get'),
  // Guards itself against a second press, tidies the amount, then sends by script past its own onsubmit.
  tidy: `<script>let sent = false
    function send() {
      if (sent) return
      sent = true
      const form = document.forms.f1
      form.je.value = form.je.value.replace(/,/g, '')
      form.submit()
    }</script>
    ${order('onsubmit="return false"', '<input type=button value="提 交" onclick="send()">')}`,
}

const tabs = ([one = '', two = '']: string[]) => `<style>.off { display: none }</style>
  <script>function show(shown) {
    document.querySelectorAll('.tab').forEach((tab, at) => tab.classList.toggle('off', at !== shown))
  }</script>
  <input type=button value=second onclick="show(1)">
  <input type=button value=late onclick="setTimeout(() => show(1), 300)">
  <input type=button value=none onclick="show(-1)">
  <div class="tab">${detail(one, '甲一')}</div><div class="tab off">${detail(two, '乙二')}</div>`

/** As many customers open in tabs as an agent has by noon; the last is shown, and the one before it by a script. */
const manyTabs = ([one = '', two = '']: string[]) => `<style>.off { display: none }</style>
  <script>function show(shown) {
    document.querySelectorAll('.tab').forEach((tab, at) => tab.classList.toggle('off', at !== shown))
  }</script>
  ${Array.from({ length: 30 }, (_, at) => `<div class="tab ${at === 28 ? '' : 'off'}">${detail(at === 29 ? two : one, '甲一')}</div>`).join('')}`

/** A script library of its day puts a class of its own in the place of the browser's events. */
const ownEvents = (numbers: string[]) => `<script>
  window.Event = window.CustomEvent = function (event) { this.type = event.type.toLowerCase() }
  window.queueMicrotask = () => undefined
  </script>${rows(numbers)}`

/** Draws the customer anew in the same stroke in which it sets a field. */
const redrawn = ([one = '', two = '']: string[]) => `<input id=other><div id=area>${detail(one, '甲一')}</div>
  <script>function next() {
    document.getElementById('other').value = 'x'
    document.getElementById('area').innerHTML = ${JSON.stringify(detail(two, '乙二'))}
  }</script>`

/** A script makes the order's form, and sends it before anything else can happen. */
const madeAndSent = ([
  number = '',
]: string[]) => `${detail(number, '甲一')}<div id=area></div><iframe name=hid></iframe>
  <script>function send() {
    document.getElementById('area').innerHTML = ${JSON.stringify(order('target=hid'))}
    const form = document.forms.f1
    form.cp.value = 'LC0190'
    form.je.value = '200000'
    form.submit()
  }</script>`

/** Says where the form goes as late as it can, to a frame nobody sees. */
const addressed = ([number = '']: string[]) => `${detail(number, '甲一')}<iframe name=hid></iframe>
  ${order('target=hid onsubmit="this.action = \'/save\'"').replace('action=/save ', '')}`

const pair = ([one = '', two = '']: string[]) =>
  `<iframe name=one src="/detail?no=${one}" width=800></iframe><iframe name=two src="/detail?no=${one}&then=${two}" width=800></iframe>`

const rows = (numbers: string[]) =>
  `<table>${numbers.map((number) => `<tr class=r><td><input name=no value=${number}></td><td class=n>名</td></tr>`).join('')}</table>`

const frames = ([number = '']: string[]) =>
  `<iframe name=detail src="/detail?no=${number}" width=800></iframe><iframe name=bare src=/bare width=800 height=300></iframe>`

/** A page that stays while customers and orders come and go in its one frame. */
const desk = ([number = '']: string[], way: string) =>
  `<iframe name=work src="/order?no=${number}&way=${way}" width=1000 height=640></iframe>`

const PAGES: Record<string, (numbers: string[], way: string) => string> = {
  '/detail-low': ([number = '']) => `<div style="height: 2000px"></div>${detail(number, '甲一')}`,
  '/detail': ([number = '']) => detail(number, '甲一'),
  // After a release: the address of a detail screen, and nothing of what it showed.
  '/detail-moved': () => '<p>客户资料</p>',
  '/bare': () => SENDING.target ?? '',
  '/order': ([number = ''], way) => detail(number, '甲一') + (SENDING[way] ?? order()),
  '/dialog': ([number = '']) =>
    `${detail(number, '甲一')}<dialog>${order()}</dialog><script>document.querySelector('dialog').showModal()</script>`,
  '/hidden-detail': ([number = '']) => `查询<div style="display: none">${detail(number, '甲一')}</div>`,
  '/tabs': tabs,
  '/tabs-many': manyTabs,
  '/rows-own-events': ownEvents,
  '/redrawn': redrawn,
  '/made-and-sent': madeAndSent,
  '/pair': pair,
  '/addressed': addressed,
  '/rows': rows,
  '/frames': frames,
  '/desk': desk,
}

/** The body of a page; null where there is none. Numbers of customers come as `no`, the way of sending as `way`. */
export function pageAt({ pathname, searchParams }: URL): string | null {
  const page = PAGES[pathname]
  return page ? page(searchParams.getAll('no'), searchParams.get('way') ?? 'plain') : null
}
