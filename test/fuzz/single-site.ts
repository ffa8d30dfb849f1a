import type { Page } from 'playwright-core'
import { fill, SUBMIT } from '../e2e/foreign/agent.ts'
import { type Site, send, standing } from './sites.ts'

const SENDING = ['plain', 'target', 'get']

/** In place where the form still stands and nothing is ordered, else a new document in the frame. */
const moveInSingle: Site['move'] = (page, { number, how, order }) =>
  page.evaluate(
    ([next, address]) => {
      const frame = document.querySelector('iframe')?.contentWindow
      const cell = frame?.document.getElementById('number')
      if (cell && next) cell.textContent = next
      else if (frame && address) frame.location.href = address
    },
    [
      how < 0.6 && !order ? number : '',
      `/order?no=${number}&way=${SENDING[Math.floor(how * SENDING.length)]}`,
    ],
  )

const IN_SINGLE = `(doc) => doc.location.pathname === '/order' && doc.getElementById('number')?.textContent || null`

/** A page of single traits, whose customer may change in place under a filled-in form. */
export function singleSite(crmUrl: string, first: string): Site {
  const frameOf = async (page: Page) => page.frames().find((one) => one.name() === 'work') ?? null
  return {
    name: 'single',
    start: `${crmUrl}/desk?no=${first}`,
    numberIn: IN_SINGLE,
    move: moveInSingle,
    form: (page, number) => standing(page, number, IN_SINGLE, () => frameOf(page)),
    fill: (_page, frame, { product, amount }) => fill(frame, product, amount),
    send: (frame, way) => send(frame, way, 'input[name=je]', 'F9', () => frame.click(SUBMIT)),
    isOrder: (request) => new URL(request.url()).pathname === '/save',
  }
}
