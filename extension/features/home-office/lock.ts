import { setLock } from '../../host/locked.ts'
import { layer } from './layer.ts'

/** What the lock says; only the outermost frame says it. */
export interface LockWords {
  title: string
  detail: string
  unlock: string
}

const CSS = `inset: 0 !important; margin: 0 !important; width: 100vw !important; height: 100vh !important; display: grid !important;
  place-content: center !important; background: light-dark(#f3f4f6, #0f1115) !important; color-scheme: light dark !important`

const INSIDE = `section { max-width: 26rem; padding: 24px; font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
  color: light-dark(#1a1f27, #e7eaee) } h1 { font-size: 18px; margin: 0 0 8px } p { margin: 0 0 16px; color: light-dark(#48515f, #b9c0cb) }
  button { font: inherit; padding: 6px 16px; border: 0; border-radius: 6px; color: light-dark(#fff, #12151b); background: light-dark(#3346b8, #9dabff); cursor: pointer }
  button:focus-visible { outline: 2px solid light-dark(#3346b8, #9dabff); outline-offset: 2px }`

const INPUT = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'paste',
  'copy',
  'cut',
  'click',
  'dblclick',
  'pointerdown',
  'mousedown',
  'contextmenu',
  'wheel',
  'dragstart',
]

function said({ title, detail, unlock }: LockWords, press: () => void): HTMLElement {
  const section = document.createElement('section')
  section.setAttribute('role', 'alertdialog')
  section.setAttribute('aria-label', title)
  const [head, text, button] = [
    document.createElement('h1'),
    document.createElement('p'),
    document.createElement('button'),
  ]
  head.textContent = title
  text.textContent = detail
  button.textContent = unlock
  button.addEventListener('click', (event) => event.isTrusted && press())
  section.append(head, text, button)
  return section
}

/** Covers this frame until it is let go: nothing of the page is seen, pressed or typed in. */
export class Lock {
  #life: AbortController | null = null

  close(words: LockWords | null, unlock: () => void): void {
    if (this.#life) return
    this.#life = new AbortController()
    const { signal } = this.#life
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(INSIDE)
    const { host, root } = layer(CSS, ...(words ? [said(words, unlock)] : []))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    host.popover = 'manual'
    const before = document.activeElement
    const cover = () => {
      if (host.isConnected && host.matches(':popover-open')) return
      document.documentElement?.append(host)
      host.showPopover()
      root.querySelector('button')?.focus({ preventScroll: true })
    }
    cover()
    setLock({
      raise: () => {
        if (host.isConnected) host.hidePopover()
        cover()
      },
    })
    // Whatever the page opens meanwhile lies below it.
    const timer = setInterval(() => {
      if (words && document.activeElement !== host) host.isConnected && host.hidePopover()
      cover()
    }, 500)
    for (const type of INPUT) {
      window.addEventListener(
        type,
        (event) => {
          if (event.target === host) return
          event.preventDefault()
          event.stopImmediatePropagation()
        },
        { capture: true, passive: false, signal },
      )
    }
    signal.addEventListener('abort', () => {
      setLock(undefined)
      clearInterval(timer)
      host.remove()
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    })
  }

  open(): void {
    this.#life?.abort()
    this.#life = null
  }
}
