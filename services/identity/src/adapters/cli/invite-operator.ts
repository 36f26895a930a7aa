import { loadConfig } from '@wadah/service';
import { identityConfig } from '../../config.ts';
import { inviteFirstOperator } from './first-operator.ts';

const email = process.argv[2];
if (email === undefined) {
  console.error('pnpm wadah operators invite <email>');
  process.exit(2);
}
const invited = await inviteFirstOperator(loadConfig(identityConfig, process.env), email);
if (invited.ok) {
  console.log(invited.value);
} else {
  console.error(invited.rejection.detail);
  process.exitCode = 1;
}
