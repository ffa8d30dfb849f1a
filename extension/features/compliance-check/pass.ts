/** How long an override waits for the action it was given for. Milliseconds. */
const LIFETIME = 10_000

interface Pass {
  guardId: string
  generation: number
  fields: string
  until: number
  stages: Set<string>
}

/** Lets exactly one action through after an allowed override: the same button, customer and fields, each stage once. */
export class OnePass {
  #pass: Pass | null = null

  give(guardId: string, generation: number, fields: string, now: number): void {
    const stages = new Set(['press', 'submit', 'script', 'navigate'])
    this.#pass = { guardId, generation, fields, until: now + LIFETIME, stages }
  }

  take(guardId: string, generation: number, fields: string, stage: string, now: number): boolean {
    const pass = this.#pass
    if (!pass || pass.guardId !== guardId || pass.generation !== generation) return false
    if (pass.fields !== fields || now > pass.until) return false
    return pass.stages.delete(stage)
  }

  revoke(): void {
    this.#pass = null
  }
}
