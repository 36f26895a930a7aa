import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { httpAnswers } from '../probes.ts';
import { clockFileOf, profileOf, type Stack } from '../stack.ts';
import { bareEnvironment, type Part } from './part.ts';

const entryOf = (stack: Stack) => join(stack.root, 'infra/sandbox/src/main.ts');

const environmentOf = (stack: Stack, folder: string): Record<string, string> => ({
  ...bareEnvironment,
  WADAH_PROFILE: profileOf(stack),
  ...(profileOf(stack) === 'demo' ? {} : { WADAH_CLOCK_FILE: clockFileOf(stack) }),
  HOST: '127.0.0.1',
  PORT: String(stack.ports.sandbox),
  SANDBOX_STATE_FILE: join(folder, 'state.json'),
  PAYMENT_SERVER_KEY: stack.secrets.payment.serverKey,
  PAYMENT_SIGNING_KEY: stack.secrets.payment.signingKey,
  NOTIFICATION_URL: `http://127.0.0.1:${stack.ports.gateway}/v1/hooks/payments/midtrans`,
});

export const sandboxPart: Part = {
  name: 'sandbox',
  ports: ['sandbox'],
  readyMsMax: 15_000,
  absent: (stack) => !existsSync(entryOf(stack)),
  prepare: async (stack) => {
    const folder = join(stack.folder, 'sandbox');
    mkdirSync(folder, { recursive: true });
    return { command: process.execPath, args: [entryOf(stack)], cwd: stack.root, environment: environmentOf(stack, folder) };
  },
  answers: (stack) => httpAnswers(`127.0.0.1:${stack.ports.sandbox}`, '/'),
};
