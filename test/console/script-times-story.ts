import type { ScriptTimes, StepFigures } from '../../worker/contract/script-run.ts'

const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const step = (stepId: string, done: number, skipped: number, median: number, p90: number): StepFigures => ({
  stepId,
  figures: { done, skipped, time: done ? { median, p90, count: done } : null },
})
const days = { from: day(27), until: day(0) }

/** The story's one script in two wordings, and one that too few have walked. */
export const times: ScriptTimes = {
  ...days,
  teams: ['财富一组', '财富二组'],
  scripts: [
    {
      scriptId: 'transfer-failed',
      wordings: [
        {
          versions: [126, 127, 128],
          figures: { runs: 412, finished: 371, time: { median: 94, p90: 188, count: 371 } },
          steps: [step('identify', 410, 0, 38, 71), step('trace', 266, 140, 61, 142)],
        },
        {
          versions: [125],
          figures: { runs: 389, finished: 340, time: { median: 118, p90: 231, count: 340 } },
          steps: [step('identify', 388, 0, 52, 96), step('trace', 301, 80, 64, 150)],
        },
      ],
    },
    {
      scriptId: 'card-loss',
      wordings: [{ versions: [128], figures: null, steps: [{ stepId: 'greet', figures: null }] }],
    },
  ],
}
export const noTimes: ScriptTimes = { ...days, teams: [], scripts: [] }
