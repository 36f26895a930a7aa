import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { routesOf, type ServiceRoutes } from './generators/api-routes.ts';
import { asyncApi } from './generators/async-api.ts';
import { mergedOpenApi } from './generators/open-api.ts';
import { problemsPage, readProblems, unexplained, untranslated } from './generators/problems.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const allRoutes = async (): Promise<readonly ServiceRoutes[]> => {
  const services = readdirSync(join(root, 'services'))
    .filter((name) => name !== 'gateway')
    .sort();
  const found = await Promise.all(services.map((service) => routesOf(root, service)));
  return found.filter((routes) => routes !== undefined);
};

const generated = async (): Promise<{ readonly files: Readonly<Record<string, string>>; readonly faults: readonly string[] }> => {
  const services = await allRoutes();
  const problems = readProblems(root);
  return {
    files: { 'docs/openapi.json': mergedOpenApi(services), 'docs/asyncapi.yaml': asyncApi(), 'docs/problems.md': problemsPage(problems) },
    faults: [...unexplained(services, problems).map((code) => `no problems.json explains ${code}`), ...untranslated(root, problems)],
  };
};

const present = (file: string): string | undefined => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);

/** Writes docs/openapi.json, docs/asyncapi.yaml and docs/problems.md; with `--check` it writes nothing and fails where they differ. */
const main = async (check: boolean): Promise<void> => {
  const { files, faults } = await generated();
  const stale = Object.entries(files).filter(([file, text]) => present(file) !== text);
  for (const fault of faults) console.error(fault);
  for (const [file, text] of stale) {
    console.log(check ? `${file} is not what \`pnpm generate\` makes.` : `${file} written.`);
    if (check) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  if (check && stale.length + faults.length > 0) process.exitCode = 1;
};

await main(process.argv.includes('--check'));
