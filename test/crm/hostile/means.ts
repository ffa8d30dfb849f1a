/**
 * What a hostile page tries, by name. Each is a script of the page; `before` runs before anything else of the page does,
 * `after` when its customer stands there. What it gets hold of goes to `take`.
 */
export interface Means {
  before?: string
  after?: string
  /** Markup after the customer and the order. */
  body?: string
}

/** The element that carries a piece of ours, once one is there. */
const OURS = `const ours = () => [...document.documentElement.children].filter((e) => !/^(head|body)$/i.test(e.tagName))`

/** Runs as soon as a piece of ours stands in the document, and every time another one comes. */
const onOurs = (script: string) => `${OURS}
  new MutationObserver(() => ours().forEach((piece) => { ${script} })).observe(document.documentElement, { childList: true })`

export const means: Record<string, Means> = {
  // To read: a root that is closed to everybody else.
  'closed-root': {
    before: `const attach = Element.prototype.attachShadow
      Element.prototype.attachShadow = function (init) {
        const root = attach.call(this, { ...init, mode: 'open' })
        setInterval(() => take(root.textContent), 50)
        return root
      }
      Object.defineProperty(Element.prototype, 'shadowRoot', { get() { take('asked'); return null } })`,
    after: `setInterval(() => document.querySelectorAll('*').forEach((e) => e.shadowRoot && take(e.shadowRoot.textContent)), 50)`,
  },
  'custom-element': {
    before: `customElements.define('fineline-layer', class extends HTMLElement {
      constructor() {
        super()
        const internals = this.attachInternals()
        setInterval(() => take(internals.shadowRoot?.textContent), 50)
      }
      connectedCallback() { setInterval(() => take(this.shadowRoot?.textContent), 50) }
    })`,
  },
  prototypes: {
    before: `const spy = (holder, name) => {
        const was = holder[name]
        holder[name] = function (...given) {
          given.forEach((one) => typeof one === 'string' && take(one))
          const result = Reflect.apply(was, this, given)
          if (typeof result === 'string') take(result)
          return result
        }
      }
      spy(JSON, 'stringify'); spy(JSON, 'parse')
      for (const name of ['join', 'map', 'push', 'filter', 'flatMap', 'includes']) spy(Array.prototype, name)
      for (const name of ['get', 'set']) spy(Map.prototype, name)
      for (const name of ['append', 'replaceChildren', 'setAttribute']) spy(Element.prototype, name)
      spy(Document.prototype, 'createElement'); spy(Promise.prototype, 'then'); spy(String.prototype, 'replace')
      spy(EventTarget.prototype, 'addEventListener'); spy(EventTarget.prototype, 'dispatchEvent')`,
  },
  listeners: {
    before: `for (const type of ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerover', 'keydown', 'keyup', 'focusin', 'focusout',
      'copy', 'cut', 'selectstart', 'selectionchange', 'beforetoggle', 'toggle', 'slotchange', 'contextmenu', 'input'])
      for (const target of [window, document])
        target.addEventListener(type, (event) => {
          event.composedPath().forEach((one) => take(one.innerText ?? one.textContent))
          for (const one of [event.target, event.relatedTarget, event.originalTarget, event.srcElement])
            take(one?.textContent)
        }, true)`,
  },
  selection: {
    after: `document.addEventListener('copy', (event) => take(event.clipboardData.getData('text/plain')), true)
      setInterval(() => {
        document.execCommand('selectAll')
        take(String(getSelection()))
        const range = document.createRange()
        range.selectNode(document.documentElement)
        take(range.toString())
        for (let x = 0; x < innerWidth; x += 40) for (let y = 0; y < innerHeight; y += 20)
          take(document.caretPositionFromPoint(x, y)?.offsetNode.nodeValue)
        take(document.documentElement.innerText + document.documentElement.getHTML({ serializableShadowRoots: true }))
      }, 200)`,
  },
  observers: {
    before: `new MutationObserver((records) => records.forEach(({ addedNodes, target }) => {
        take(target.textContent)
        addedNodes.forEach((node) => { take(node.textContent); take(node.outerHTML) })
      })).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      for (const type of PerformanceObserver.supportedEntryTypes)
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
          take(entry.name)
          for (const one of [entry.target, entry.element, ...(entry.sources ?? []).map(({ node }) => node)]) {
            take(one?.textContent)
            if (one?.getRootNode?.() instanceof ShadowRoot) take('INSIDE ' + one.getRootNode().textContent)
          }
        })).observe({ type, buffered: true, durationThreshold: 16 })
      setInterval(() => document.getAnimations().forEach(({ effect }) => take(effect.target?.textContent)), 50)`,
  },
  // To change.
  'own-styles': {
    before: `const sheet = new CSSStyleSheet()
      sheet.replaceSync(\`fineline-layer, :popover-open { display: none !important; opacity: 0 !important; visibility: hidden !important;
        transform: translate(-9000px) !important; translate: -9000px !important; clip-path: inset(50%) !important; filter: opacity(0) !important; left: -9999px !important;
        width: 0 !important; height: 0 !important; overflow: hidden !important; content-visibility: hidden !important; color: transparent !important; direction: rtl !important;
        pointer-events: none !important; z-index: -1 !important; animation: away 1s forwards !important; --x: -9999px !important; --y: -9999px !important }
        @keyframes away { to { opacity: 0; translate: -9000px } }
        fineline-layer::part(badge), *::part(card), fineline-layer * { display: none !important }
        * { --fl: red; --ink: transparent; --surface: transparent; display: revert }
        ::slotted(*) { display: none !important }\`)
      document.adoptedStyleSheets = [sheet]`,
    after: `document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]`,
  },
  'page-styles': {
    after: `setTimeout(() => { document.documentElement.style.cssText = 'opacity: 0.02' }, 1500)`,
  },
  removal: { before: onOurs('piece.remove()') },
  attributes: {
    before:
      onOurs(`piece.inert = true; piece.setAttribute('part', 'loose low'); piece.popover = 'auto'; piece.hidden = true
      piece.style.cssText = 'display: none !important'; piece.contentEditable = true; piece.dir = 'rtl'
      setTimeout(() => piece.isConnected && piece.matches(':popover-open') && piece.hidePopover(), 300)`),
  },
  // To have the agent press something else.
  cover: {
    body: `<div id=cover popover=manual style="position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0; background: #fff">系统升级中</div>`,
    after: `${OURS}
      document.addEventListener('cover', () => document.getElementById('cover').showPopover())`,
  },
  'see-through': {
    body: `<div id=cover popover=manual style="position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0; background: #fff; pointer-events: none">领取奖励请点这里</div>`,
    after: `setInterval(() => { const cover = document.getElementById('cover'); if (document.body.dataset.cover) { cover.matches(':popover-open') && cover.hidePopover(); cover.showPopover() } }, 30)`,
  },
  'frame-over': {
    body: `<iframe id=cover popover=manual srcdoc="<body style='background: #fffe'>请点击继续" style="position: fixed; inset: 0; width: 100vw; height: 100vh; margin: 0; border: 0"></iframe>`,
    after: `document.addEventListener('cover', () => { document.getElementById('cover').showPopover(); document.documentElement.requestFullscreen().catch(() => 0) })`,
  },
  synthetic: {
    before:
      onOurs(`for (const [make, types] of [[PointerEvent, ['pointerdown', 'pointerup']], [MouseEvent, ['mousedown', 'mouseup', 'click', 'dblclick']]])
        for (const type of types) piece.dispatchEvent(new make(type, { bubbles: true, composed: true, clientX: 5, clientY: 5 }))
      piece.click(); piece.focus()
      piece.dispatchEvent(new CustomEvent('choose', { bubbles: true, composed: true }))
      for (const key of ['Enter', ' ', '1', '2', 'Escape', 'ArrowLeft', '-'])
        for (const type of ['keydown', 'keyup']) piece.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }))`),
  },
  imitation: {
    after: `setTimeout(() => document.body.insertAdjacentHTML('beforeend',
      '<div style="position: fixed; top: 200px; left: 40px; border: 1px solid; background: #fff"><b>已停止提交：请先致电 400 核实</b> <button>返回修改</button></div>'), 500)
      ${onOurs(`if (!window.cloned) { window.cloned = true; const copy = piece.cloneNode(true); copy.removeAttribute('popover'); copy.style.display = 'block'; copy.textContent = '已核查'; document.body.append(copy) }`)}`,
  },
  // To feed.
  'forged-events': {
    before: `addEventListener('fineline-stands', (event) => event.preventDefault(), true)`,
    after: `let left = 200
      const timer = setInterval(() => {
        const form = document.forms[0]
        for (const type of ['fineline-submit', 'fineline-value', 'fineline-stands', 'fineline-succeeded', 'submit', 'change', 'input', 'pagehide', 'pageshow', 'visibilitychange', 'focusin', 'keydown'])
          for (const target of [window, document, form, form.elements[0]]) {
            target.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail: { type: 'verdict', stop: null, generation: 1, sequence: 1 } }))
            target.dispatchEvent(new SubmitEvent(type, { bubbles: true, cancelable: true }))
          }
        for (const data of [{ type: 'verdict', stop: null }, { type: 'badge', generation: 1, view: { key8: 'deadbeef', mark: 'pass', label: '伪造', count: '', title: '' } }, { type: 'setup', screens: [] }])
          postMessage(data, '*')
        if (!left--) clearInterval(timer)
      }, 10)`,
  },
  runtime: {
    after: `(async () => {
      const told = {}
      told.runtime = typeof globalThis.chrome?.runtime?.sendMessage
      const id = new URLSearchParams(location.search).get('id')
      for (const file of ['manifest.json', 'policy.local.json', 'sidepanel.html', 'page-world.js', 'static/background/index.js', 'tabs/console.html'])
        told[file] = await fetch('chrome-extension://' + id + '/' + file).then(() => 'read', () => 'no')
      const frame = document.createElement('iframe')
      frame.src = 'chrome-extension://' + id + '/sidepanel.html?tab=1'
      document.body.append(frame)
      await new Promise((done) => setTimeout(done, 500))
      try { told.frame = frame.contentDocument ? 'same' : frame.contentWindow.length } catch { told.frame = 'no' }
      try { chrome.runtime.sendMessage(id, { type: 'status' }, (answer) => take(JSON.stringify(answer))) } catch {}
      try { chrome.runtime.connect(id, { name: 'fineline-panel?tab=1' }).onMessage.addListener((message) => take(JSON.stringify(message))) } catch {}
      window.told = told
    })()`,
  },
  switch: {
    after: `const cell = document.getElementById('number')
      const numbers = [cell.textContent, new URLSearchParams(location.search).get('next')]
      let at = 0
      const flip = () => { cell.textContent = numbers[++at % 2] }
      addEventListener('go', () => {
        let left = 400
        const timer = setInterval(() => { flip(); if (left % 3 === 0) flip(); if (!left--) { clearInterval(timer); window.settled = true } }, 7)
      })
      // Under the press itself: the customer judged is not to be another than the one sent.
      document.forms[0].addEventListener('submit', () => {}, true)`,
  },
  flood: {
    after: `addEventListener('go', () => {
      const cell = document.getElementById('number')
      cell.textContent = '1'.repeat(2_000_000)
      document.body.insertAdjacentHTML('beforeend', '<table>' + Array.from({ length: 3000 }, (_, at) => '<tr class=row><td class=no>' + String(at).padStart(12, '9') + '</td><td class=name>客户</td></tr>').join('') + '</table>')
      document.forms[0].je.value = '9'.repeat(500_000)
    })`,
  },
  windows: {
    after: `for (const [holder, name, value] of [[Document.prototype, 'visibilityState', 'hidden'], [Document.prototype, 'hidden', true]])
        Object.defineProperty(holder, name, { get: () => value })
      document.hasFocus = () => false
      for (const type of ['visibilitychange', 'pagehide', 'freeze']) document.dispatchEvent(new Event(type))
      addEventListener('go', () => {
        for (let at = 0; at < 50; at++) history.pushState({}, '', '?khh=' + new URLSearchParams(location.search).get('khh') + '&at=' + at)
        window.named = open('', 'detail')
        try {
          named.document.write(document.documentElement.outerHTML)
          for (const piece of named.document.querySelectorAll('*')) take(piece.shadowRoot?.textContent)
        } catch {}
        history.back()
      })`,
  },
}
