import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** What Prometheus and prom-client's default metrics bring by themselves, as far as rules or dashboards use it. */
const BROUGHT_ALONG = ['up', 'nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total', 'process_resident_memory_bytes'];

const MEASURED = /metrics\.(counter|gauge|histogram)\(\s*(?:'(\w+)')?/g;

/** Only `src` is walked: the links of `node_modules` go round in circles. */
const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .map((name) => join(root, folder, name, 'src'))
    .filter((sources) => existsSync(sources))
    .flatMap((sources) =>
      readdirSync(sources, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => readFileSync(join(sources, path), 'utf8')),
    );

const exportedAs = (kind: string, name: string): readonly string[] =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];

const measured = ['libs', 'services'].flatMap(sourcesOf).flatMap((source) => [...source.matchAll(MEASURED)]);

/** Calls whose name is no literal: these would escape the comparison. */
export const unnamedMeasurements = measured.filter(([, , name]) => name === undefined).map(([call]) => call);

/** Every name that some service exports. */
export const exportedNames: ReadonlySet<string> = new Set([
  ...BROUGHT_ALONG,
  ...measured.flatMap(([, kind = '', name = '']) => exportedAs(kind, name)),
]);

const STRINGS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const LABEL_LISTS = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g;
const WORDS = /[a-zA-Z_:][\w:]*(?!\w)(?!\s*\()/g;
const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'by', 'without', 'on', 'ignoring', 'inf', 'nan']);

/** The metrics an expression reads: what is left of it without strings, matchers, ranges, durations, label lists, functions and operators. */
export const metricNamesIn = (expression: string): readonly string[] => {
  const bare = expression
    .replace(STRINGS, '')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(LABEL_LISTS, ' ')
    .replace(/\b\d[\w.]*/g, ' ');
  return [...new Set([...bare.matchAll(WORDS)].map(([word]) => word).filter((word) => !KEYWORDS.has(word.toLowerCase())))];
};
