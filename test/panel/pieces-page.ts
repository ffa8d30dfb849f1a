import { drawStop } from '../../extension/features/compliance-check/stop.ts'
import { pill } from '../../extension/features/customer-badge/badge.ts'
import { drawCard } from '../../extension/features/next-best-action/card.ts'
import { drawNotice } from '../../extension/features/urgent-notice/notice.ts'
import type { PieceSample } from './pieces.ts'

const nothing = () => undefined

function drawn(sample: PieceSample): HTMLElement {
  if (sample.page === 'stop') return drawStop(sample.view, { back: nothing, override: nothing }).element
  if (sample.page === 'card') {
    const actions = { answer: nothing, openPanel: nothing, close: nothing, shrink: nothing }
    return drawCard(sample.view, sample, actions)
  }
  if (sample.page === 'notice') {
    const { element, tell } = drawNotice(sample.view, nothing)
    tell()
    return element
  }
  const row = document.createElement('div')
  row.className = 'fl'
  row.append(...sample.views.map((view) => pill(view, `badge ${view.mark}`, nothing)))
  return row
}

const sample = JSON.parse(document.getElementById('shown')?.textContent ?? '') as PieceSample
document.documentElement.lang = sample.lang
document.getElementById('root')?.append(drawn(sample))
