import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

/**
 * The overlay that Fineline is measured against: what a React content script in the usual way does. In every frame a
 * root in a shadow root beside the customer's name, an observer of the whole document with attributes, and a render on
 * every change of what is read. It asks its own service worker, which answers at once from a list of words.
 */

interface Reading {
  number: string
  remark: string
  anchor: Element | null
}

interface Words {
  label: string
  count: string
}

/** The cell beside a label, as the frameset CRM has them. */
function beside(label: string): Element | null {
  const cells = [...document.querySelectorAll('td')]
  return cells.find((cell) => cell.textContent?.trim() === label)?.nextElementSibling ?? null
}

function readPage(): Reading {
  const number =
    document.querySelector<HTMLInputElement>('section.cust-detail input[name=custNo]')?.value ??
    document.querySelector('[id$=_lblCustNo]')?.textContent ??
    beside('客户号：')?.textContent
  const anchor =
    document.querySelector('section.cust-detail [data-field=CustName], [id$=_lblCustName]') ??
    beside('客户姓名：')?.querySelector('b')
  const remark = document.querySelector<HTMLTextAreaElement>('textarea')?.value
  return { number: number?.trim() ?? '', remark: remark ?? '', anchor: anchor ?? null }
}

const same = (a: Reading, b: Reading): boolean =>
  a.number === b.number && a.remark === b.remark && a.anchor === b.anchor

/** What is read from the page, anew after every change of it and everything typed. */
function useReading(): Reading {
  const [reading, setReading] = useState(readPage)
  useEffect(() => {
    const look = () => {
      const next = readPage()
      setReading((before) => (same(before, next) ? before : next))
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, characterData: true, attributes: true, subtree: true })
    document.addEventListener('input', look, true)
    return () => {
      observer.disconnect()
      document.removeEventListener('input', look, true)
    }
  }, [])
  return reading
}

/** The words for a number; null until they are there. */
function useWords(number: string): Words | null {
  const [known, setKnown] = useState<{ number: string; words: Words } | null>(null)
  useEffect(() => {
    if (number)
      void chrome.runtime.sendMessage({ number }).then((words: Words) => setKnown({ number, words }))
  }, [number])
  return known?.number === number ? known.words : null
}

const STYLE = `.badge{display:inline-flex;gap:4px;align-items:center;height:20px;padding:0 6px;border:1px solid #1a7f37;
  border-radius:10px;font:12px/18px sans-serif;color:#1a7f37;background:#fff;margin-left:6px}
  .badge i{font-style:normal;color:#57606a}`

function Badge({ host }: { host: HTMLElement }) {
  const { number, anchor, remark } = useReading()
  const words = useWords(number)
  useEffect(() => {
    if (anchor) anchor.after(host)
    else host.remove()
  }, [anchor, host])
  useEffect(() => {
    if (words) host.dataset.shown = number
    else delete host.dataset.shown
  }, [host, number, words])
  if (!words) return null
  return (
    <>
      <style>{STYLE}</style>
      <button type="button" className="badge" title={`${words.label} ${remark.length}`}>
        <svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
          <path d="M3 8l3 4 7-8" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
        <b>{words.label}</b>
        <i>{words.count}</i>
      </button>
    </>
  )
}

const host = document.createElement('rival-badge')
createRoot(host.attachShadow({ mode: 'closed' })).render(<Badge host={host} />)
