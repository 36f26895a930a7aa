import fc from 'fast-check';

export type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** Things that exist, by the name of the field or parameter that holds their id. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** What has broken other programs before: operators, prototypes, numbers at the edges, text that is not what it looks like. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null, true, [], {}, '', ' ', 0, -1, -0.5, 1e308, 2 ** 53, 2 ** 31, -(2 ** 63), '0', 'null', 'NaN', '-1', '1e9',
    { $ne: null }, { $gt: '' }, { $where: 'sleep(1000)' }, { $regex: '(a+)+$' }, [{ $ne: 1 }], { constructor: { prototype: { admin: true } } },
    '__proto__', 'constructor', '$where', '\u0000', '\ud800', '\u202eevil', '🍯'.repeat(50), 'ＡＢＣ', 'İ', 'ß', 'a'.repeat(5_000), '<script>alert(1)</script>',
    "' OR 1=1 --", '../../etc/passwd', '%00', '%2e%2e%2f', 'a\r\nBcc: x@y.example', '=cmd|calc', '{{7*7}}', '${7*7}', '36.99', '9999-99-99', '1970-01-01', 'und_0',
  ), // prettier-ignore
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.anything({ maxDepth: 3, maxKeys: 3 }).filter((value) => typeof value !== 'undefined' && typeof value !== 'bigint' && typeof value !== 'symbol'),
); // prettier-ignore

const absentId = (prefix: string) => fc.uuid().map((uuid) => `${prefix}_${uuid}`);

const prefixes: Readonly<Record<string, string>> = {
  orderId: 'ord', sellerId: 'sel', listingId: 'lst', variantId: 'var', cartId: 'crt', paymentId: 'pay', refundId: 'ref',
  sellerOrderId: 'so', accountId: 'acc', sessionId: 'ses', clientId: 'cli', invitationId: 'inv', agencyId: 'agy', categoryId: 'cat',
}; // prettier-ignore

const idOf = (name: string, known: Known): fc.Arbitrary<string> | undefined => {
  const real = known[name] ?? [];
  const prefix = prefixes[name];
  if (prefix === undefined) return real.length === 0 ? undefined : fc.constantFrom(...real);
  return real.length === 0
    ? absentId(prefix)
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: absentId(prefix) });
};

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

/** A shape that the document gives as a pattern; what a generator can't follow is made of letters, and is then nearly valid. */
const fromPattern = (pattern: string, maxLength: number): fc.Arbitrary<string> => {
  const source = pattern.replace(/^\//, '').replace(/\/[a-z]*$/, '');
  if (source.includes('\\p{')) return fc.string({ minLength: 1, maxLength: Math.min(maxLength, 60) });
  try {
    return fc.stringMatching(new RegExp(source)).map((text) => text.slice(0, maxLength));
  } catch {
    return fc.string({ minLength: 1, maxLength: Math.min(maxLength, 60) });
  }
};

const textOf = ({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> => {
  if (format === 'email') return fc.uuid().map((uuid) => `kabur-${uuid}@wadah.test`);
  if (format === 'date') return fc.constantFrom('2026-12-24', '2027-02-28', '2024-02-29', '2027-02-30');
  if (format === 'date-time') return fc.constantFrom('2026-01-01T00:00:00Z', '2026-12-31T23:59:59.999Z');
  if (pattern !== undefined) return fromPattern(pattern, maxLength);
  return fc.oneof(fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) }), digits(6));
};

const wholeOf = ({ minimum = -1_000, maximum = 1_000_000_000 }: Schema): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(minimum, maximum), fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }));

const objectOf = (schema: Schema, known: Known): fc.Arbitrary<unknown> => {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valueOf(field, known, name)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] });
};

/** A value that the schema allows, or nearly. */
export const valueOf = (schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> => {
  const id = schema.type === 'string' ? idOf(name, known) : undefined;
  if (id !== undefined) return id;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valueOf(one, known, name)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, known, name), { maxLength: Math.min(schema.maxItems ?? 3, 3) });
    case 'integer':
    case 'number':
      return wholeOf(schema);
    case 'boolean':
      return fc.boolean();
    default:
      return textOf(schema);
  }
};

/** Of every five values one is not what the schema asks for; an object may also lack a field, or have one too many. */
export const fuzzed = (schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> => {
  const good = valueOf(schema, known, name);
  if (schema.type !== 'object') return fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: hostile });
  const fields = Object.keys(schema.properties ?? {});
  const spoilt = fc
    .tuple(good, fc.constantFrom('extra', ...fields), hostile)
    .map(([value, field, wrong]) => ({ ...(value as Record<string, unknown>), [field]: wrong }));
  return fc.oneof({ weight: 5, arbitrary: good }, { weight: 3, arbitrary: spoilt }, { weight: 1, arbitrary: hostile });
};
