/** One element of ours over the page, in a closed root; moved nowhere by the page and in nobody's way. */
export function layer(css: string, ...content: Node[]): { host: HTMLElement; root: ShadowRoot } {
  // Made in a document without a window: no class of the page is given to it there.
  const host = document.implementation.createHTMLDocument().createElement('fineline-mask')
  const root = host.attachShadow({ mode: 'closed' })
  document.adoptNode(host)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `:host { all: initial !important; position: fixed !important; ${css} } :host::backdrop { display: none !important }`,
  )
  root.adoptedStyleSheets = [sheet]
  root.append(...content)
  return { host, root }
}
