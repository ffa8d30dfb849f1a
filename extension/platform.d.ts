// What the platform has and the compiler's own library does not know yet.

declare module 'data-text:*' {
  const text: string
  export default text
}

interface NavigateEvent extends Event {
  readonly formData: FormData | null
  readonly sourceElement?: Element | null
}

interface Window {
  readonly navigation?: EventTarget
}

interface Element {
  readonly currentCSSZoom: number
}

interface Document {
  readonly prerendering: boolean
}

interface HTMLElement {
  showPopover(options?: { source?: HTMLElement }): void
}
