import { layer } from './layer.ts'

/** Lies on a field and follows it, by CSS anchoring alone; a press goes through to the field. */
const CSS = `inset: auto !important; margin: 0 !important; position-anchor: auto !important; pointer-events: none !important;
  position-visibility: anchors-visible !important; left: anchor(left, -9999px) !important; top: anchor(top, -9999px) !important;
  width: anchor-size(width) !important; height: anchor-size(height) !important; border-radius: 2px !important;
  background: #d5d9e0 !important; border: 1px solid #858e9c !important; box-sizing: border-box !important`

/** Hides what a field holds, without touching the field. */
export class Cover {
  readonly #host = layer(CSS).host

  show(field: HTMLElement): void {
    if (this.#host.isConnected && this.#host.matches(':popover-open')) return
    this.#host.popover = 'manual'
    ;(field.closest('dialog:modal') ?? document.documentElement).append(this.#host)
    this.#host.showPopover({ source: field })
  }

  hide(): void {
    this.#host.remove()
  }
}
