import type { StackHandle } from '@wadah/local';
import { DemoFailure } from './api.ts';
import { wadah } from './bring-up.ts';
import type { People, Session } from './people.ts';

const operatorEmail = 'operator@wadah.test';
const codePattern = /\b([A-Z2-7]{32})\b/;

/** The first operator comes by the installation's own command, as in production: it prints a one-time link. */
export const enterOperator = async (stack: StackHandle, people: People): Promise<Session> => {
  const known = await people.signIn(operatorEmail);
  if (known !== undefined) return known;
  const printed = await wadah(stack, ['operators', 'invite', operatorEmail]);
  const code = codePattern.exec(printed)?.[1];
  if (code === undefined) throw new DemoFailure(`The invitation shows no code:\n${printed}`);
  return people.accept(code, 'Operator Wadah');
};
