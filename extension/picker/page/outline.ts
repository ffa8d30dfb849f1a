const SHEET = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; width: 100% !important;
  height: 100% !important; pointer-events: none !important; background: none !important; overflow: hidden !important }
div { position: absolute; box-sizing: border-box; border: 2px solid #3346b8; outline: 2px solid #fff; border-radius: 2px;
  background: rgb(51 70 184 / 12%) }
@media (forced-colors: active) { div { border-color: Highlight; outline-color: Canvas } }`

/** A frame around an element: in the top layer, closed, out of the way of the pointer; nothing of the page moves. */
export class Outline {
  readonly #host = document.createElement('fineline-outline')
  readonly #box = document.createElement('div')

  constructor() {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(SHEET)
    const root = this.#host.attachShadow({ mode: 'closed' })
    root.adoptedStyleSheets = [sheet]
    root.append(this.#box)
    this.#host.popover = 'manual'
    this.#host.ariaHidden = 'true'
  }

  around(element: Element): void {
    if (!this.#host.isConnected) {
      document.documentElement.append(this.#host)
      this.#host.showPopover()
    }
    const { left, top, width, height } = element.getBoundingClientRect()
    Object.assign(this.#box.style, {
      left: `${left - 2}px`,
      top: `${top - 2}px`,
      width: `${width + 4}px`,
      height: `${height + 4}px`,
    })
  }

  hide(): void {
    this.#host.remove()
  }
}
