import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '@wadah/local';
import { closeCopy, findPlanted, openCopy, proveSound, readPlanted } from './planted.ts';

const { values, positionals } = parseArgs({
  options: { planted: { type: 'boolean' }, here: { type: 'boolean', default: false }, known: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = repositoryRoot();
const isWanted = ({ name }: { readonly name: string }): boolean =>
  positionals.length === 0 || positionals.some((text) => name.includes(text));
const all = readPlanted(join(root, 'faults/planted')).filter(isWanted);
const copy = openCopy(root, values);
let missed = 0;
try {
  if (!values.known) await proveSound(copy);
  for (const planted of all) {
    const startedAt = performance.now();
    const found = await findPlanted(copy, planted).catch((error: unknown) => void console.log(error));
    missed += found === undefined ? 1 : 0;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`${found === undefined ? 'MISSED' : 'found '} ${planted.name} (${planted.form}, ${seconds} s): ${found ?? planted.how}`);
  }
  console.log(`${all.length - missed} of ${all.length} planted bugs are found`);
} finally {
  if (!values.here) await closeCopy(copy);
}
process.exit(missed === 0 ? 0 : 1);
