import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { httpAnswers, smtpAnswers } from '../probes.ts';
import { bareEnvironment, type Part } from './part.ts';

export const mailPart: Part = {
  name: 'mail',
  ports: ['mail', 'smtp'],
  readyMsMax: 15_000,
  prepare: async (stack) => {
    const folder = join(stack.folder, 'mail');
    mkdirSync(folder, { recursive: true });
    const program = join(stack.root, 'infra/local/node_modules/maildev/dist/bin/maildev.js');
    const listen = ['--ip', '127.0.0.1', '--smtp', String(stack.ports.smtp), '--web-ip', '127.0.0.1', '--web', String(stack.ports.mail)];
    // Bounded, because a test run sends thousands of mails and nobody reads the first of them any more.
    return {
      command: process.execPath,
      args: [program, ...listen, '--mail-directory', folder, '--max-emails', '5000'],
      cwd: folder,
      environment: bareEnvironment,
    };
  },
  answers: async (stack) => (await smtpAnswers(stack.addresses.smtp)) && httpAnswers(stack.addresses.mail, '/api/config'),
};
