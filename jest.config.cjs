// One Jest for the whole workspace: `pnpm jest <path>` runs one suite.
module.exports = {
  testEnvironment: 'node',
  testMatch: ['**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/.local/', '/.tools/', '/.cache/'],
  modulePathIgnorePatterns: ['<rootDir>/.local/', '<rootDir>/.tools/', '<rootDir>/.cache/'],
  transform: {
    '^.+\\.(ts|mts)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  // Workspace packages are linked, so their TypeScript is reached by its real path and transformed like our own.
  transformIgnorePatterns: ['/node_modules/(?!.*@wadah)'],
  cacheDirectory: '<rootDir>/.cache/jest',
  testTimeout: 30_000,
};
