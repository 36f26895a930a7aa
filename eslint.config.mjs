import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const sources = ['libs/*/src/**/*.ts', 'services/*/src/**/*.ts', 'infra/*/src/**/*.ts', 'tools/**/*.ts'];
const tests = ['**/test/**/*.ts', 'acceptance/**/*.ts', 'bench/**/*.ts', 'faults/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/node_modules/**', '.tools/**', '.local/**', '.cache/**', '**/*.cjs', '**/*.mjs', '**/*.js'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of string literals says the same and needs no code at run time.' },
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only main.ts, config.ts and command lines read the environment; pass values as arguments.',
        },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Ports are plain objects whose methods close over what they need; none has a `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      eqeqeq: 'error',
    },
  },
  {
    files: sources,
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      complexity: ['error', { max: 15, variant: 'modified' }],
    },
  },
  {
    files: ['**/src/main.ts', '**/src/config.ts', '**/src/cli.ts', '**/src/dev.ts', '**/adapters/cli/**/*.ts', 'tools/**/*.ts', ...tests],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['infra/*/src/**/*.ts', '**/adapters/cli/**/*.ts', 'tools/**/*.ts', ...tests],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  { files: ['**/src/main.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: tests,
    rules: {
      // An answer's body is what the wire brought, and the assertions say what it must be.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
