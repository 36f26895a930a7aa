import { lagGauge } from '../src/consume/lag-gauge.ts';

test('a partition that went to another replica shows no lag here any more, and again when it is back', () => {
  const gauges = new Map<string, number>();
  const show = lagGauge({
    counter: () => undefined,
    histogram: () => undefined,
    gauge: (name, value, labels) => void gauges.set(`${name} ${labels?.['topic']}/${labels?.['partition']}`, value),
  });
  show([
    { topic: 'order.events', partition: 0, events: 7 },
    { topic: 'order.events', partition: 1, events: 3 },
  ]);
  show([{ topic: 'order.events', partition: 1, events: 4 }]);
  expect(Object.fromEntries(gauges)).toEqual({ 'wadah_event_lag order.events/0': 0, 'wadah_event_lag order.events/1': 4 });
  show([{ topic: 'order.events', partition: 0, events: 2 }]);
  expect(Object.fromEntries(gauges)).toEqual({ 'wadah_event_lag order.events/0': 2, 'wadah_event_lag order.events/1': 0 });
});
