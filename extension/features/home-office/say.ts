import { layer } from './layer.ts'

/** How long a sentence stays. Milliseconds. */
const STAYS = 4000

const CSS = `inset: auto auto 16px 50% !important; margin: 0 !important; translate: -50% 0 !important; pointer-events: none !important;
  padding: 8px 16px !important; border-radius: 8px !important; background: #1a1f27 !important; color: #fff !important;
  font: 14px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif !important; display: block !important`

let before: HTMLElement | null = null

/** Says one sentence at the foot of the frame, for a while. */
export function sayOnce(text: string): void {
  before?.remove()
  const told = document.createElement('span')
  told.setAttribute('role', 'status')
  told.textContent = text
  const { host } = layer(CSS, told)
  host.popover = 'manual'
  document.documentElement.append(host)
  host.showPopover()
  before = host
  setTimeout(() => host.remove(), STAYS)
}
