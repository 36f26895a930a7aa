import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import ports from '../../local/ports.json' with { type: 'json' };
import { exportedNames, metricNamesIn, unnamedMeasurements } from './metric-names.ts';

type Rule = { readonly alert: string; readonly expr: string; readonly labels?: { readonly severity?: string } };
type Panel = {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
};
type Dashboard = { readonly uid: string; readonly title: string; readonly panels: readonly Panel[] };
type Scrapes = {
  readonly scrape_configs: readonly {
    readonly static_configs: readonly { readonly labels: { readonly service: string }; readonly targets: readonly string[] }[];
  }[];
};

const here = join(__dirname, '..');
const folder = join(here, '..', '..', 'services');
const services = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'src', 'main.ts')));
const filesIn = (path: string): readonly string[] => readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'));

const rules = filesIn(join(here, 'rules')).flatMap((text) =>
  (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules),
);
const dashboards = filesIn(join(here, '..', 'grafana', 'dashboards')).map((text) => JSON.parse(text) as Dashboard);
const queries = dashboards.flatMap(({ title, panels }) =>
  panels.flatMap((panel) => (panel.targets ?? []).map(({ expr }) => ({ where: `${title}: ${panel.title}`, expr }))),
);
const unknownIn = (expression: string): readonly string[] => metricNamesIn(expression).filter((name) => !exportedNames.has(name));

test('every measurement in the code has a literal name', () => {
  expect(unnamedMeasurements).toEqual([]);
  expect(exportedNames).toContain('wadah_outbox_backlog');
  expect(exportedNames).toContain('http_request_seconds_bucket');
});

test.each([
  ['sum by (service, le) (rate(a_total{b="c_d"}[5m])) / 2 > 1e3', ['a_total']],
  ['a_count / on (group) group_left (other) b_sum offset 15m or vector(0)', ['a_count', 'b_sum']],
  ['sum(a_total) by (route) > bool 5m and absent(up{job="x"})', ['a_total', 'up']],
  ['{__name__="a_total"} unless histogram_quantile(0.95, b_bucket[$__rate_interval])', ['b_bucket']],
])('of %s only the metrics are names', (expression, names) => {
  expect(metricNamesIn(expression)).toEqual(names);
});

test.each(['rate(wadah_nothing_total[5m])', 'http_request_seconds > 1', 'up and wadah_outbox_backlog_bucket'])(
  '%s names what nobody exports',
  (expr) => {
    expect(unknownIn(expr)).toHaveLength(1);
  },
);

test.each(rules)('the alert $alert reads metrics that exist and says how grave it is', ({ expr, labels }) => {
  expect(metricNamesIn(expr)).not.toEqual([]);
  expect(unknownIn(expr)).toEqual([]);
  expect(['critical', 'warning']).toContain(labels?.severity);
});

test.each(queries)('the panel “$where” reads metrics that exist', ({ expr }) => {
  expect(metricNamesIn(expr)).not.toEqual([]);
  expect(unknownIn(expr)).toEqual([]);
});

test('no two alerts, dashboards or panels of one share a name', () => {
  const lists: readonly (readonly (string | number)[])[] = [
    rules.map(({ alert }) => alert),
    dashboards.map(({ uid }) => uid),
    ...dashboards.map(({ panels }) => panels.map(({ id }) => id)),
  ];
  for (const list of lists) expect(new Set(list).size).toBe(list.length);
});

test('the example scrapes every service at its internal port', () => {
  const example = parse(readFileSync(join(here, 'prometheus.example.yml'), 'utf8')) as Scrapes;
  const scraped = example.scrape_configs
    .flatMap(({ static_configs: targets }) => targets)
    .map(({ labels, targets }) => [labels.service, ...targets]);
  const portOf = (service: string): number | undefined => new Map(Object.entries(ports)).get(`${service}Internal`);
  expect(scraped.sort()).toEqual(services.map((service) => [service, `127.0.0.1:${portOf(service)}`]).sort());
});
