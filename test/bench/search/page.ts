import { measure } from './measure.ts'

Object.assign(globalThis, { measure })
