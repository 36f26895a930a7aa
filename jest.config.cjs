// One Jest for the whole workspace: `pnpm jest <path>` runs one suite, `--selectProjects unit` those that need no stack.
const base = {
  testEnvironment: 'node',
  rootDir: __dirname,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/.local/', '<rootDir>/.tools/', '<rootDir>/.cache/'],
  modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/.tools/', '<rootDir>/.cache/'],
  transform: {
    '^.+\\.(ts|mts)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }],
    // The MongoDB driver and OpenTelemetry load Node's modules by dynamic imports, which Jest's sandbox refuses; as CommonJS they are requires.
    '(/mongodb/lib/runtime_adapters\\.js|/otlp-exporter-base/.*\\.c?js)$': [
      '@swc/jest',
      { jsc: { target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
  // Workspace packages are linked, so their TypeScript is reached by its real path and transformed like our own.
  transformIgnorePatterns: ['/node_modules/(?!.*(@wadah|mongodb/lib/runtime_adapters|/otlp-exporter-base/))'],
  cacheDirectory: '<rootDir>/.cache/jest',
};

/** Their suites start what they need themselves and touch no test stack, so they may run while acceptance breaks it. */
const ownPrograms = ['<rootDir>/infra/demo/', '<rootDir>/infra/sandbox/', '<rootDir>/infra/local/test/own/'];

module.exports = {
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['**/test/**/*.unit.test.ts', '**/test/**/*.contract.test.ts'] },
    {
      ...base,
      displayName: 'component',
      testMatch: ['**/test/**/*.test.ts'],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, '\\.(unit|contract)\\.test\\.ts$', '<rootDir>/acceptance/', ...ownPrograms],
    },
    {
      ...base,
      displayName: 'infra',
      testMatch: ownPrograms.map((folder) => `${folder}**/*.component.test.ts`),
    },
    {
      ...base,
      displayName: 'acceptance',
      testMatch: ['<rootDir>/acceptance/test/**/*.test.ts'],
      globalSetup: '<rootDir>/acceptance/test/support/setup.ts',
      globalTeardown: '<rootDir>/acceptance/test/support/teardown.ts',
    },
    {
      ...base,
      displayName: 'restore',
      testMatch: ['<rootDir>/acceptance/restore/*.test.ts'],
      globalSetup: '<rootDir>/acceptance/test/support/setup.ts',
      globalTeardown: '<rootDir>/acceptance/test/support/teardown.ts',
    },
  ],
};
