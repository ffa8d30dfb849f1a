import { DetailScreen } from './detail.js'
import { ask, h } from './dom.js'
import { listScreen } from './list.js'

const app = document.getElementById('app')
const products = await ask('products')
let detail = null
let latest = 0

/** Draws the answer unless something else was asked for meanwhile. */
async function load(path, draw) {
  latest += 1
  const mine = latest
  const answer = await ask(path)
  if (mine === latest) (answer.problem ? drawProblem : draw)(answer)
}

function drawProblem({ problem }) {
  detail = null
  app.replaceChildren(h('div', { className: 'msg' }, problem))
}

function drawDetail(customer) {
  const shown = detail
  detail ??= new DetailScreen(customer, products, { open: switchTo, back: () => go('#/list') })
  detail.fill(customer)
  if (!shown) app.replaceChildren(detail.element)
}

function drawList(list) {
  detail = null
  app.replaceChildren(listScreen(list, { open: (number) => go(addressOf(number)), turnTo: showList }))
}

const addressOf = (number) => `#/customer/${encodeURIComponent(number)}`
const showCustomer = (number) => load(`customers/${encodeURIComponent(number)}`, drawDetail)
const showList = (page) => load(`customers?page=${page}`, drawList)

function go(hash) {
  location.hash = hash
}

/** Previous and next: the address follows without any event. */
function switchTo(number) {
  history.replaceState(null, '', addressOf(number))
  showCustomer(number)
}

function route() {
  const number = /^#\/customer\/(.+)$/.exec(location.hash)?.[1]
  if (number) showCustomer(decodeURIComponent(number))
  else showList(1)
}

addEventListener('hashchange', route)
// The bank's shortcut sends an order without a click and without a submit event.
addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.key === 'Enter') detail?.order.send()
})
route()
