import type { Metrics } from '../ports.ts';

type Lag = { readonly topic: string; readonly partition: number; readonly events: number };

/** Shows the lag of each partition that is ours; one that another replica took over is 0 here, or its last lag would stand for ever. */
export const lagGauge = (metrics: Metrics): ((lags: readonly Lag[]) => void) => {
  let shown = new Map<string, Lag>();
  const show = ({ topic, partition, events }: Lag): void =>
    metrics.gauge('wadah_event_lag', events, { topic, partition: String(partition) });
  return (lags) => {
    const ours = new Map(lags.map((lag) => [`${lag.topic}/${lag.partition}`, lag]));
    for (const [name, lag] of shown) if (!ours.has(name)) show({ ...lag, events: 0 });
    ours.forEach(show);
    shown = ours;
  };
};
