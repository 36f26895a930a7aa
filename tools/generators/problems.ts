import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ServiceRoutes } from './api-routes.ts';

const entry = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  status: z.number().int(),
  title: z.string(),
  detail: z.string(),
  /** A request, or what the problem document then looks like. */
  example: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

export type ProblemEntry = z.infer<typeof entry> & { readonly from: string };

const packagesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder))
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(root, path, 'problems.json')));

/** What every package says of its own codes. @throws naming the file that is not as agreed. */
export const readProblems = (root: string): readonly ProblemEntry[] =>
  [...packagesIn(root, 'libs'), ...packagesIn(root, 'services')].flatMap((path) => {
    const parsed = z.array(entry).safeParse(JSON.parse(readFileSync(join(root, path, 'problems.json'), 'utf8')));
    if (!parsed.success) throw new Error(`${path}/problems.json: ${z.prettifyError(parsed.error)}`);
    return parsed.data.map((problem) => ({ ...problem, from: path.split('/').at(-1) ?? path }));
  });

const words = z.record(z.string(), z.strictObject({ title: z.string().min(1), detail: z.string().min(1) }));

const untranslatedIn = (root: string, path: string, codes: ReadonlySet<string>): readonly string[] => {
  const parsed = words.safeParse(JSON.parse(readFileSync(join(root, path, 'problems.id.json'), 'utf8')));
  if (!parsed.success) throw new Error(`${path}/problems.id.json: ${z.prettifyError(parsed.error)}`);
  const told = new Set(Object.keys(parsed.data));
  return [
    ...[...codes].filter((code) => !told.has(code)).map((code) => `${path}: ${code} has no Indonesian words`),
    ...[...told].filter((code) => !codes.has(code)).map((code) => `${path}: ${code} has Indonesian words and is no code`),
  ];
};

/** Codes that only one of the two languages has. */
export const untranslated = (root: string, problems: readonly ProblemEntry[]): readonly string[] =>
  [...packagesIn(root, 'libs'), ...packagesIn(root, 'services')].flatMap((path) => {
    const own = problems.filter(({ from }) => from === path.split('/').at(-1)).map(({ code }) => code);
    return untranslatedIn(root, path, new Set(own));
  });

/** Codes that a route names and no package explains. */
export const unexplained = (services: readonly ServiceRoutes[], problems: readonly ProblemEntry[]): readonly string[] => {
  const known = new Set(problems.map(({ code }) => code));
  return services.flatMap(({ service, routes }) =>
    routes.flatMap(({ operation, problems: codes = [] }) =>
      codes.filter((code) => !known.has(code)).map((code) => `${service} ${operation}: ${code}`),
    ),
  );
};

const cell = (content: string | object): string =>
  (typeof content === 'string' ? content : `\`${JSON.stringify(content)}\``).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** One table of all codes; one that several packages use has a line for each meaning. */
export const problemsPage = (problems: readonly ProblemEntry[]): string => {
  const sorted = problems.toSorted((left, right) =>
    left.code === right.code ? (left.from < right.from ? -1 : 1) : left.code < right.code ? -1 : 1,
  );
  const lines = sorted.map(
    ({ code, status, detail, example, from }) => `| \`${code}\` | ${status} | ${cell(detail)} | ${cell(example)} | ${from} |`,
  );
  return [
    '# Problems',
    '',
    'Every refusal is `application/problem+json` (RFC 9457) with a stable `code`. Made by `pnpm generate` from the `problems.json` of each package.',
    '',
    '| code | status | meaning | for example | from |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
};
