import { availableParallelism } from 'node:os'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Two builds of the whole extension: alone, as real browsers are. */
const REPRODUCIBLE = 'test/rollout/reproducible.test.ts'

/** As many as there are cores; left alone it would be one fewer, half of a machine with two. */
const WORKERS = availableParallelism()

/** What is waited for in a browser comes when it comes. */
const POLLS = { poll: { timeout: 20_000 } }

export default defineConfig({
  test: {
    // The edge logs a line a request: worth reading where a test failed.
    silent: 'passed-only',
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['test/worker/**', 'test/e2e/**', REPRODUCIBLE],
          // Properties and real browsers take their time on a machine that does other things too.
          testTimeout: 30_000,
          expect: POLLS,
          maxWorkers: WORKERS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              // Further databases of customers, for what goes over several.
              d1Databases: Object.fromEntries([1, 2, 3, 4].map((n) => [`CUSTOMERS_${n}`, `customers-${n}`])),
              bindings: {
                OIDC_ISSUER: inject('issuer'),
                OIDC_AUDIENCE: inject('audience'),
                ALLOWED_ORIGINS: inject('origin'),
                // Tests ask as one agent what thousands would; those of the limits turn them on.
                RATE_LIMITS: 'off',
              },
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['./test/worker/global-setup.ts'],
          setupFiles: ['./test/worker/setup.ts'],
          testTimeout: 30_000,
          provide: { migrations: await readD1Migrations('db/migrations') },
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', REPRODUCIBLE],
          fileParallelism: false,
          testTimeout: 120_000,
          expect: POLLS,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
