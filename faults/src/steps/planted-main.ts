import { join } from 'node:path';
import { repositoryRoot } from '@wadah/local';
import { closeCopy, findPlanted, openCopy, proveSound, readPlanted } from './planted.ts';

const root = repositoryRoot();
const after = process.argv[process.argv.indexOf('--planted') + 1];
const all = readPlanted(join(root, 'faults/planted')).filter(({ name }) => after === undefined || name.includes(after));
const copy = openCopy(root);
let missed = 0;
try {
  await proveSound(copy);
  for (const planted of all) {
    const startedAt = performance.now();
    const found = await findPlanted(copy, planted);
    missed += found === undefined ? 1 : 0;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(`${found === undefined ? 'MISSED' : 'found '} ${planted.name} (${planted.form}, ${seconds} s): ${found ?? planted.how}`);
  }
  console.log(`${all.length - missed} of ${all.length} planted bugs are found`);
} finally {
  await closeCopy(copy);
}
process.exit(missed === 0 ? 0 : 1);
