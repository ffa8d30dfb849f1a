import type { RunState, SegmentModel } from '../../contract/segmentation.ts'
import type { Text } from '../../contract/text.ts'
import { Refused } from '../refused.ts'

const states: Record<RunState, Text> = {
  computing: { zh: '正在计算', en: 'being computed' },
  preview: { zh: '待复核', en: 'waiting for approval' },
  live: { zh: '生效中', en: 'live' },
  replaced: { zh: '已被替换', en: 'replaced' },
  failed: { zh: '计算失败', en: 'failed' },
  discarded: { zh: '已作废', en: 'discarded' },
}

const models: Record<SegmentModel, Text> = {
  rfm: { zh: '往来价值分组', en: 'recency, frequency and amount' },
  clusters: { zh: '相似客群', en: 'clusters' },
  'life-cycle': { zh: '生命周期', en: 'life cycle' },
}

export const noSuchRun = (id: number) =>
  new Refused('no-such-run', { zh: `没有第 ${id} 次计算。`, en: `There is no run ${id}.` })

export const runUnderWay = (model: SegmentModel, id: number) =>
  new Refused('run-under-way', {
    zh: `“${models[model].zh}”正在计算（第 ${id} 次）。`,
    en: `Run ${id} of this model (${models[model].en}) is under way.`,
  })

export const runNotInState = (id: number, state: RunState) =>
  new Refused('not-in-this-state', {
    zh: `第 ${id} 次计算目前是“${states[state].zh}”。`,
    en: `Run ${id} is ${states[state].en}.`,
  })

export const ownRun = (id: number) =>
  new Refused('own-change', {
    zh: `第 ${id} 次计算由你发起，不能再由你批准。`,
    en: `You started run ${id}; you cannot approve it.`,
  })
