import * as z from 'zod'
import { Role } from '../../../worker/contract/context.ts'
import { CustomerRow, EventRow, IdentifierRow, MoveRow } from '../../../worker/contract/ingest.ts'
import { access, type ProtectedRoute } from '../../../worker/middleware/access.ts'
import type { Dice } from './dice.ts'
import { garbled, mutated } from './mutate.ts'
import { MARK, nastyString } from './nasty.ts'
import { METHODS, oddHeaders, PATHS } from './odd.ts'
import { type Schema, type Schemas, Values } from './value.ts'
import type { World } from './world.ts'

/** One request as it goes out, but for the token: the name of an account, of a forgery, or `none`. */
export interface FuzzRequest {
  /** As in the access table; null: none that is known. */
  route: string | null
  method: string
  /** With its query. */
  path: string
  headers: Record<string, string>
  body: Uint8Array | null
  as: string
}

type BodyType = 'application/json' | 'application/x-ndjson'

/** What a line of a batch can be. */
const ROWS = [CustomerRow, EventRow, IdentifierRow, MoveRow].map(
  (row) => z.toJSONSchema(row, { io: 'input', unrepresentable: 'any' }) as Schema,
)

interface Parameter {
  name: string
  in: string
  schema: Schema
}
interface Operation {
  parameters?: Parameter[]
  requestBody?: { content: Partial<Record<BodyType, { schema: Schema }>> }
}

/** The API document, as far as it is used here. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Schemas }
}

/** Accounts whose tokens are used. */
export const PEOPLE = [...Role.options, 'otherSupervisor', 'otherApprover', 'lead'] as const

/** Makes requests: most of them right or nearly so, that they come far; the rest as wrong as can be. */
export class Requests {
  readonly #document: ApiDocument
  readonly #dice: Dice
  readonly #world: World
  readonly #forgeries: readonly string[]
  readonly #values: Values
  /** Those that write stand there more often. */
  readonly #routes: readonly (readonly [path: string, method: string])[]

  constructor(document: ApiDocument, dice: Dice, world: World, forgeries: readonly string[]) {
    this.#document = document
    this.#dice = dice
    this.#world = world
    this.#forgeries = forgeries
    this.#routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).flatMap((method) => Array(method === 'get' ? 1 : 3).fill([path, method])),
    )
    this.#values = new Values(document.components.schemas, dice, world)
  }

  next(): FuzzRequest {
    const request = this.#dice.chance(0.06) ? this.#stray() : this.#routed()
    return this.#dice.chance(0.25) ? this.#withOddHeaders(request) : request
  }

  /** Mostly somebody who may, for else few requests would come further than that. */
  #as(route: string | null): string {
    // Who ended a session of these would be let in nowhere afterwards.
    if (route === 'POST /v1/sessions/end') return this.#dice.pick(['none', 'visitor', ...this.#forgeries])
    const allowed = route && Object.hasOwn(access, route) ? access[route as ProtectedRoute] : PEOPLE
    return this.#dice.weighted<string>([
      [50, this.#dice.pick(allowed)],
      [18, this.#dice.pick(PEOPLE)],
      [1, 'visitor'],
      [1, 'none'],
      [1, this.#dice.pick(this.#forgeries)],
    ])
  }

  /** A route that is there. */
  #routed(): FuzzRequest {
    const [path, method] = this.#dice.pick(this.#routes)
    const methods = this.#document.paths[path] ?? {}
    const { parameters = [], requestBody } = methods[method] ?? {}
    const change =
      path.includes('{id}') && this.#dice.chance(0.85)
        ? this.#world.change(this.#dice, path.split('/').at(-1) ?? '')
        : null
    const json = requestBody?.content['application/json']
    const lines = requestBody?.content['application/x-ndjson']
    const body = json ? this.#body(json.schema, change) : lines && this.#lines()
    const type: BodyType = lines ? 'application/x-ndjson' : 'application/json'
    const route = `${method.toUpperCase()} ${path}`
    return {
      route,
      method: this.#dice.chance(0.02) ? this.#dice.pick(METHODS) : method.toUpperCase(),
      path: this.#address(path, parameters, change?.id),
      headers: { ...(body && { 'content-type': type }), ...this.#headers(parameters) },
      body: body ?? null,
      as: this.#as(route),
    }
  }

  #headers(parameters: readonly Parameter[]): Record<string, string> {
    const own = parameters.filter((one) => one.in === 'header' && this.#dice.chance(0.95))
    return Object.fromEntries(own.map(({ name, schema }) => [name, String(this.#values.of(schema, name))]))
  }

  #address(path: string, parameters: readonly Parameter[], change: string | undefined): string {
    let address = path
    const query = new URLSearchParams()
    for (const { name, in: where, schema } of parameters) {
      const fits = name === 'id' && change ? change : String(this.#values.of(schema, name))
      const value = this.#dice.chance(0.1) ? nastyString(this.#dice).toWellFormed() : fits
      if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(value))
      else if (where === 'query' && this.#dice.chance(0.8)) query.append(name, value)
    }
    if (this.#dice.chance(0.05)) query.append(nastyString(this.#dice).slice(0, 500), MARK)
    return query.size ? `${address}?${query}` : address
  }

  /** A batch: most lines are rows, or nearly. */
  #lines(): Uint8Array {
    const row = () => {
      const made = this.#values.of(this.#dice.pick(ROWS))
      return JSON.stringify(this.#dice.chance(0.3) ? mutated(made, this.#dice) : made) ?? 'null'
    }
    const text = Array.from({ length: this.#dice.int(0, 5) }, row).join('\n')
    return this.#dice.chance(0.1) ? garbled(text, this.#dice) : new TextEncoder().encode(text)
  }

  #body(schema: Schema, change: { revision: number } | null): Uint8Array {
    let value = this.#values.of(schema)
    const item = typeof value === 'object' && value !== null && 'itemId' in value && 'content' in value
    if (item && this.#dice.chance(0.6)) value = { ...(value as object), ...this.#world.sound(this.#dice) }
    const seen = typeof value === 'object' && value !== null && 'revision' in value && change
    if (seen && this.#dice.chance(0.85)) value = { ...(value as object), revision: change.revision }
    const wrong = this.#dice.weighted([
      [45, 0],
      [40, this.#dice.int(1, 3)],
      [15, -1],
    ])
    for (let times = wrong; times > 0; times -= 1) value = mutated(value, this.#dice)
    const text = JSON.stringify(value) ?? 'null'
    return wrong < 0 ? garbled(text, this.#dice) : new TextEncoder().encode(text)
  }

  /** Nothing that the edge has. */
  #stray(): FuzzRequest {
    const long = `/v1/${'a'.repeat(this.#dice.int(100, 6000))}`
    const path = this.#dice.chance(0.1) ? long : this.#dice.pick(PATHS)
    const method = this.#dice.pick(METHODS)
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? new TextEncoder().encode('{}') : null
    return { route: null, method, path, headers: {}, body, as: this.#as(null) }
  }

  #withOddHeaders(request: FuzzRequest): FuzzRequest {
    return { ...request, headers: { ...request.headers, ...oddHeaders(this.#dice, this.#world.etag) } }
  }
}
