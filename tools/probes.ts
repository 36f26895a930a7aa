/** A planted violation and the tool and rule that must see it. A rule whose probe stays green protects nothing. */
export type Probe = {
  readonly tool: 'depcruise' | 'eslint' | 'tsc' | 'knip';
  readonly rule: string;
  readonly file: string;
  readonly source: string;
};

export const probes: readonly Probe[] = [
  {
    tool: 'depcruise',
    rule: 'no-unresolvable',
    file: 'libs/kit/src/probe-unresolvable.ts',
    source: "export { nothing } from './does-not-exist.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'no-circular',
    file: 'libs/kit/src/probe-circular.ts',
    source: "import { two } from './probe-circular-two.ts';\nexport const one = (): unknown => two;\n",
  },
  {
    tool: 'depcruise',
    rule: 'no-circular',
    file: 'libs/kit/src/probe-circular-two.ts',
    source: "import { one } from './probe-circular.ts';\nexport const two = (): unknown => one;\n",
  },
  {
    tool: 'depcruise',
    rule: 'domain-is-pure',
    file: 'services/order/src/domain/probe-impure.ts',
    source: "export { allEvents } from '@wadah/contracts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'app-knows-domain-only',
    file: 'services/order/src/app/probe-app.ts',
    source: "export { connectMongo } from '@wadah/mongo';\n",
  },
  {
    tool: 'depcruise',
    rule: 'adapters-do-not-know-main',
    file: 'services/order/src/adapters/http/probe-main.ts',
    source: "import '../../main.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'no-service-imports-another',
    file: 'services/payment/src/adapters/probe-foreign.ts',
    source: "import '../../../order/src/config.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'libs-do-not-import-services',
    file: 'libs/http/src/probe-service.ts',
    source: "import '../../../services/order/src/config.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'contracts-import-zod-only',
    file: 'libs/contracts/src/probe-contracts.ts',
    source: "import '../../kit/src/index.ts';\n",
  },
  { tool: 'depcruise', rule: 'kit-imports-nothing', file: 'libs/kit/src/probe-kit.ts', source: "import '../../contracts/src/index.ts';\n" },
  {
    tool: 'depcruise',
    rule: 'libs-in-order-of-dependence',
    file: 'libs/messaging/src/probe-order.ts',
    source: "import '../../mongo/src/index.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'mongo-does-not-know-http',
    file: 'libs/mongo/src/probe-http.ts',
    source: "import '../../http/src/index.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'kafkajs-behind-messaging',
    file: 'services/order/src/adapters/probe-kafka.ts',
    source: "import '../../../../libs/messaging/node_modules/kafkajs/index.js';\n",
  },
  {
    tool: 'depcruise',
    rule: 'sandbox-shares-no-code-with-payment',
    file: 'infra/sandbox/src/probe-payment.ts',
    source: "import '../../../services/payment/src/config.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'payment-does-not-know-the-sandbox',
    file: 'services/payment/src/probe-sandbox.ts',
    source: "import '../../../infra/sandbox/src/config.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'acceptance-imports-nothing-of-ours',
    file: 'acceptance/src/probe-acceptance.ts',
    source: "import '../../libs/kit/src/index.ts';\n",
  },
  {
    tool: 'depcruise',
    rule: 'tests-stay-out-of-sources',
    file: 'services/order/src/probe-testing.ts',
    source: "import '../../../libs/testing/src/index.ts';\n",
  },
  {
    tool: 'eslint',
    rule: '@typescript-eslint/no-explicit-any',
    file: 'libs/kit/src/probe-any.ts',
    source: 'export const anything = (value: any): unknown => value;\n',
  },
  {
    tool: 'eslint',
    rule: '@typescript-eslint/no-floating-promises',
    file: 'libs/kit/src/probe-floating.ts',
    source: 'export const forget = (work: () => Promise<void>): void => {\n  work();\n};\n',
  },
  {
    tool: 'eslint',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: 'libs/kit/src/probe-switch.ts',
    source:
      "export const name = (kind: 'a' | 'b'): string => {\n  switch (kind) {\n    case 'a':\n      return 'first';\n  }\n  return '';\n};\n",
  },
  {
    tool: 'eslint',
    rule: 'no-restricted-syntax',
    file: 'libs/kit/src/probe-env.ts',
    source: 'export const home = (): string | undefined => process.env.HOME;\n',
  },
  {
    tool: 'eslint',
    rule: 'max-params',
    file: 'libs/kit/src/probe-params.ts',
    source: 'export const four = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
  },
  {
    tool: 'eslint',
    rule: 'no-console',
    file: 'libs/kit/src/probe-console.ts',
    source: "export const shout = (): void => console.log('x');\n",
  },
  { tool: 'tsc', rule: 'TS1294', file: 'libs/kit/src/probe-enum.ts', source: 'export enum Colour {\n  Red,\n}\n' },
  {
    tool: 'tsc',
    rule: 'TS2345',
    file: 'libs/kit/src/probe-never.ts',
    source:
      "import { assertNever } from './assert-never.ts';\nexport const name = (kind: 'a' | 'b'): string => {\n  if (kind === 'a') return 'first';\n  return assertNever(kind);\n};\n",
  },
  { tool: 'knip', rule: 'Unused files', file: 'libs/kit/src/probe-unused.ts', source: 'export const nobody = 1;\n' },
];
