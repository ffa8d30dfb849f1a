/** Who may import whom: the rules of the house, kept by a tool. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'decision-is-pure',
      comment: 'worker/decision takes nothing of the project but types from worker/contract, and one library',
      severity: 'error',
      from: { path: '^worker/decision', pathNot: '^worker/decision/text/build-' },
      to: {
        pathNot: '^(worker/decision|node_modules/@marcbachmann/cel-js)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'segmentation-is-pure',
      comment: 'worker/segmentation takes nothing of the project but worker/contract, and one library',
      severity: 'error',
      from: { path: '^worker/segmentation' },
      to: {
        pathNot: '^(worker/(segmentation|contract)|(node_modules/)?ml-kmeans)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'text-tables-are-built-at-publish',
      comment:
        'what builds the tables of text checks, and the data of characters it takes, is not for the browser',
      severity: 'error',
      from: { path: '^(extension|worker/decision)', pathNot: '^worker/decision/text/build-' },
      to: { path: '^(worker/decision/text/build-|node_modules/(opencc-js|unhomoglyph))' },
    },
    {
      name: 'decision-types-from-contract',
      severity: 'error',
      from: { path: '^worker/decision' },
      to: { path: '^(extension|db|rollout|test|worker/(?!decision|contract))' },
    },
    {
      name: 'extension-takes-contract-and-decision',
      severity: 'error',
      from: { path: '^extension' },
      to: { path: '^(db|rollout|test|worker/(?!contract|decision))' },
    },
    {
      name: 'worker-never-extension',
      severity: 'error',
      from: { path: '^(worker|db)' },
      to: { path: '^(extension|rollout|test)' },
    },
    {
      name: 'rollout-takes-policy-and-contract',
      comment: 'packaging knows the policy, the contract and the database helpers; only tests know packaging',
      severity: 'error',
      from: { path: '^rollout' },
      to: { path: '^(test|extension/(?!policy\\.ts$)|worker/(?!contract|decision))' },
    },
    {
      name: 'page-script-stays-small',
      comment: "no React, no schema library, nothing of the background in the bank's page",
      severity: 'error',
      from: { path: '^extension/(contents|host|features)' },
      to: {
        path: '^(extension/(background|panel|picker|console|present|texts|popup|options|sidepanel|tabs)|node_modules|worker)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'picker-in-the-page-stays-small',
      comment: 'what the picker runs in the page takes the host and one library, not React, not schemas',
      severity: 'error',
      from: { path: '^extension/picker/page/' },
      to: {
        path: '^(extension/(background|panel|present|texts|tabs)|node_modules/(?!@medv/finder)|worker|extension/picker/.*\\.tsx$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'routes-never-database',
      severity: 'error',
      from: { path: '^worker/routes' },
      to: { path: '^(db|node_modules/drizzle-orm)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-never-request',
      severity: 'error',
      from: { path: '^worker/services' },
      to: { path: '^(worker/(routes|middleware)|node_modules/hono)' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: '\\.(d\\.ts|css|json|cjs|mjs)$|^(db/migrations|drizzle|vitest|test/|extension/tabs/)',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
    exclude: { path: '^(build|\\.plasmo|\\.fineline)' },
  },
}
