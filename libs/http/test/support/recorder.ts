import type { Logger, Metrics } from '../../src/index.ts';

export type Line = { readonly level: string; readonly message: string; readonly fields: Record<string, unknown> };

/** A logger and metrics that keep what they are told. */
export const recorder = () => {
  const lines: Line[] = [];
  const measured: { readonly name: string; readonly labels: Record<string, string> }[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields: { ...fields } });
  };
  const logger: Logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const keep = (name: string, labels: Record<string, string> = {}) => {
    measured.push({ name, labels });
  };
  const metrics: Metrics = {
    counter: (name, labels) => keep(name, labels),
    gauge: (name, _value, labels) => keep(name, labels),
    histogram: (name, _value, labels) => keep(name, labels),
  };
  return { lines, measured, logger, metrics };
};
