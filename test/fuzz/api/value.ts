import type { Dice } from './dice.ts'
import { nastyValue } from './nasty.ts'
import type { World } from './world.ts'

/** As the API document has it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  format?: string
  pattern?: string
}
export type Schemas = Record<string, Schema>

/** Makes values that fit a schema, more often than not of things that the edge has. */
export class Values {
  readonly #schemas: Schemas
  readonly #dice: Dice
  readonly #world: World

  constructor(schemas: Schemas, dice: Dice, world: World) {
    this.#schemas = schemas
    this.#dice = dice
    this.#world = world
  }

  of(schema: Schema, name = '', depth = 6): unknown {
    const known = this.#dice.chance(0.8) ? this.#world.known(name, this.#dice) : undefined
    if (known !== undefined) return known
    if (schema.$ref) return this.of(this.#schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, depth)
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return this.#dice.pick(schema.enum)
    const choices = schema.anyOf ?? schema.oneOf ?? (schema.allOf && [merged(schema.allOf)])
    if (choices) return this.of(this.#dice.pick(choices), name, depth)
    return this.#typed(schema, name, depth)
  }

  #typed(schema: Schema, name: string, depth: number): unknown {
    const type = Array.isArray(schema.type) ? this.#dice.pick(schema.type) : schema.type
    if (type === 'object') return this.#object(schema, depth)
    if (type === 'array') return this.#array(schema, name, depth)
    if (type === 'string') return this.#string(schema)
    if (type === 'integer' || type === 'number') return this.#number(schema)
    if (type === 'boolean') return this.#dice.chance(0.5)
    return type === 'null' ? null : nastyValue(this.#dice)
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): object {
    const wanted = Object.entries(properties).filter(
      ([name]) => required.includes(name) || (depth > 0 && this.#dice.chance(0.5)),
    )
    const entries = wanted.map(([name, schema]) => [name, this.of(schema, name, depth - 1)])
    if (typeof additionalProperties === 'object' && depth > 0)
      entries.push([this.#string({}), this.of(additionalProperties, '', depth - 1)])
    return Object.fromEntries(entries)
  }

  #array({ items = {}, minItems = 0, maxItems = 5 }: Schema, name: string, depth: number): unknown[] {
    const most = Math.max(minItems, Math.min(maxItems, depth > 0 ? 4 : 0))
    return Array.from({ length: this.#dice.int(minItems, most) }, () =>
      this.of(items, name.replace(/s$/, ''), depth - 1),
    )
  }

  #string({ format, pattern = '', minLength = 1 }: Schema): string {
    if (format === 'uuid') return this.#dice.uuid()
    if (format === 'date') return `2026-11-${String(this.#dice.int(10, 28))}`
    if (format === 'date-time') return new Date(1_795_600_000_000 + this.#dice.int(0, 1e8)).toISOString()
    if (pattern.includes('{64}')) return this.#dice.hex(64)
    return `x${this.#dice.hex(Math.max(3, minLength))}`
  }

  #number({ minimum, exclusiveMinimum, maximum, type }: Schema): number {
    const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1)
    const most = Math.min(maximum ?? least + 50, least + 1000)
    const whole = this.#dice.int(Math.ceil(least), Math.max(Math.ceil(least), Math.floor(most)))
    return type === 'number' && this.#dice.chance(0.5) ? Math.min(most, whole + 0.5) : whole
  }
}

const merged = (schemas: readonly Schema[]): Schema =>
  Object.assign({}, ...schemas, {
    properties: Object.assign({}, ...schemas.map(({ properties }) => properties)),
  })
