import type { Check, Playbook } from '../contract/playbook.ts'

/** What a check holds and is never asked, or lacks and could never answer without. */
export function checkFaults(check: Check, { contactSteps }: Playbook): string[] {
  const { id, on, requires = [] } = check
  const steps = contactSteps.map((step) => step.id)
  const unknown = requires.filter((step) => !steps.includes(step))
  if (unknown.length > 0)
    return unknown.map((step) => `check ${id} requires the step ${step}, which is not declared`)
  if (check.requires && on !== 'action') return [`check ${id} requires steps; that is for checks on action`]
  return on === 'remark' ? remarkFaults(check) : conditionFaults(check)
}

function conditionFaults({ id, on, condition, requires, text }: Check): string[] {
  if (text) return [`check ${id} is asked on ${on}; "text" is for checks on remark`]
  return condition || requires ? [] : [`check ${id} is asked on ${on} and has no "condition"`]
}

function remarkFaults({ id, applies, condition, text }: Check): string[] {
  if (!text) return [`check ${id} is asked on the remark and has no "text"`]
  if (applies ?? condition)
    return [`check ${id} is asked on the remark, where no condition is: no "applies", no "condition"`]
  const sought = text.phrases.length + text.detect.length + (text.required?.length ?? 0)
  return sought > 0 ? [] : [`check ${id} looks for nothing in the remark, so that it would always pass`]
}
