import { writeSync } from 'node:fs'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'

/**
 * Says `N passed, N failed` as the very last line of a run. What broke outside a test (a file that does
 * not load, a hook, an unhandled rejection) counts as a failure of its own.
 */
export default class LastLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const broken = suites.reduce((sum, suite) => sum + suite.errors().length, unhandled.length)
    const failed = count(tests, 'failed') + broken
    // What this machine cannot run must not pass for tested.
    const left = tests.filter((test) => test.result().state === 'skipped').map(({ fullName }) => fullName)
    const loud = new Set(
      left.filter((name) => name.startsWith('SKIPPED')).map((name) => name.split(' > ')[0]),
    )
    process.once('exit', () => writeSync(1, [...loud].map((name) => `! ${name}\n`).join('')))
    if (failed > 0) process.exitCode = 1
    process.once('exit', () => writeSync(1, `${count(tests, 'passed')} passed, ${failed} failed\n`))
  }
}

const count = (tests: TestCase[], state: string) =>
  tests.filter((test) => test.result().state === state).length
