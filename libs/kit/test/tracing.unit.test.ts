import {
  currentAmbient,
  inSpan,
  readTraceparent,
  runWithAmbient,
  startSpan,
  useTracer,
  type SpanEnd,
  type SpanOptions,
} from '../src/index.ts';

const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

type Made = SpanOptions & { readonly traceparent: string | undefined; ended?: SpanEnd };

const recording = (): readonly Made[] => {
  const made: Made[] = [];
  useTracer({
    start: (options) => {
      const span: Made = { traceparent: undefined, ...options };
      made.push(span);
      return {
        traceparent: `00-0af7651916cd43dd8448eb211c80319c-${String(made.length).padStart(16, '0')}-01`,
        end: (outcome = {}) => {
          span.ended = outcome;
        },
      };
    },
  });
  return made;
};

afterEach(() => useTracer(undefined));

test('without a tracer work runs as it is, and a given traceparent travels on unchanged', async () => {
  expect(startSpan({ name: 'x', kind: 'internal' })).toBeUndefined();
  const ambient = { correlationId: 'cor-1', traceparent: given };
  expect(await runWithAmbient(ambient, () => inSpan({ name: 'x', kind: 'client' }, async () => currentAmbient()))).toBe(ambient);
});

test('a span is the child of what runs, and the parent of what runs in it', async () => {
  const made = recording();
  const inner = await runWithAmbient({ correlationId: 'cor-1', traceparent: given }, () =>
    inSpan({ name: 'outer', kind: 'consumer' }, () => inSpan({ name: 'inner', kind: 'client' }, async () => currentAmbient())),
  );
  expect(made).toMatchObject([
    { name: 'outer', traceparent: given, ended: {} },
    { name: 'inner', traceparent: '00-0af7651916cd43dd8448eb211c80319c-0000000000000001-01', ended: {} },
  ]);
  expect(inner).toEqual({ correlationId: 'cor-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-0000000000000002-01' });
});

test('work that nobody asked for begins a trace, whose id is its correlation id', async () => {
  recording();
  expect(await inSpan({ name: 'sweep', kind: 'internal' }, async () => currentAmbient())).toMatchObject({
    correlationId: '0af7651916cd43dd8448eb211c80319c',
  });
});

test('work that throws ends its span with the error and throws on', async () => {
  const made = recording();
  const error = new Error('down');
  await expect(inSpan({ name: 'x', kind: 'client' }, () => Promise.reject(error))).rejects.toBe(error);
  expect(made[0]?.ended).toEqual({ error });
});

test.each(['', 'x', given.toUpperCase().replace('AF', 'ZZ'), `${given}0`, given.slice(0, -3)])('“%s” is no traceparent', (text) => {
  expect(readTraceparent(text)).toBeUndefined();
});
