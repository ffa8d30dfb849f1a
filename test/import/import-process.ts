import { importExtract } from '../../db/import/import.ts'
import { applyMigrations, openLocalD1 } from '../../db/local.ts'
import { mapping } from './fixture.ts'

/** Imports a folder as a process of its own and tells on stdout how far it is. */
