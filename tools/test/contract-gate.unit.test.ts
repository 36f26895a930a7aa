import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { allEvents, defineEvent, type EventDefinition } from '../../libs/contracts/src/index.ts';
import { openEnum } from '../../libs/contracts/src/shapes.ts';
import { apiContract, type OpenApi } from '../contracts/api-contract.ts';
import { apiFaults } from '../contracts/api-faults.ts';
import { eventContracts, eventFaults } from '../contracts/event-contracts.ts';
import { digestOf, goldenFaults, lostGoldenFaults, withExamples, type Goldens, type Promised } from '../contracts/goldens.ts';

const fields = {
  parcelId: z.string().max(40),
  weightGrams: z.int().min(1),
  note: z.string().optional(),
  by: openEnum(['courier', 'pick_up']),
  size: z.enum(['small', 'large']),
};

const parcelSent = (data: z.ZodType, topic = 'order.events'): EventDefinition =>
  defineEvent({ type: 'parcel.sent.v1', topic, data, example: { parcelId: 'par_1', weightGrams: 5, by: 'courier', size: 'small' } });

const faultsOfEvent = (...present: readonly EventDefinition[]): readonly string[] =>
  eventFaults(eventContracts([parcelSent(z.object(fields))]), eventContracts(present));

const { note: _note, ...withoutNote } = fields;

test.each<[string, readonly EventDefinition[], string]>([
  ['an event that is gone', [], 'parcel.sent.v1: is gone'],
  ['another topic', [parcelSent(z.object(fields), 'parcel.events')], 'was on topic order.events'],
  ['a field that is gone, optional too', [parcelSent(z.object(withoutNote))], 'parcel.sent.v1.note: is gone'],
  ['a renamed field', [parcelSent(z.object({ ...withoutNote, remark: fields.note }))], 'parcel.sent.v1.note: is gone'],
  [
    'another type',
    [parcelSent(z.object({ ...fields, weightGrams: z.string() }))],
    'the last release writes integer, this one reads string',
  ],
  [
    'whole numbers that may have a fraction',
    [parcelSent(z.object({ ...fields, weightGrams: z.number().min(1) }))],
    'this one writes number',
  ],
  ['an optional field that is demanded', [parcelSent(z.object({ ...fields, note: z.string() }))], 'note: this one demands it'],
  ['a new field that is demanded', [parcelSent(z.object({ ...fields, boxes: z.int() }))], 'boxes: this one demands it'],
  [
    'a field that may now be left out',
    [parcelSent(z.object({ ...fields, parcelId: fields.parcelId.optional() }))],
    'the last release demands it',
  ],
  ['a tighter limit', [parcelSent(z.object({ ...fields, parcelId: z.string().max(20) }))], 'maxLength of this one is 20'],
  [
    'a wider limit, which old consumers refuse',
    [parcelSent(z.object({ ...fields, parcelId: z.string() }))],
    'maxLength of the last release is 40',
  ],
  [
    'a closed list with a new value',
    [parcelSent(z.object({ ...fields, size: z.enum(['small', 'large', 'huge']) }))],
    'does not know the value "huge"',
  ],
  ['an open list with a value less', [parcelSent(z.object({ ...fields, by: openEnum(['courier']) }))], 'by: the value "pick_up" is gone'],
  [
    'an open list that is closed',
    [parcelSent(z.object({ ...fields, by: z.enum(['courier', 'pick_up']) }))],
    'by: this one reads no longer',
  ],
  [
    'a field that may be null',
    [parcelSent(z.object({ ...fields, size: fields.size.nullable() }))],
    'the last release does not read {"type":"null"}',
  ],
  ['an event that refuses unknown fields', [parcelSent(z.strictObject(fields))], 'this one refuses fields it does not know'],
])('an event: %s is refused', (_change, present, fault) => {
  expect(faultsOfEvent(...present)).toContainEqual(expect.stringContaining(fault));
});

test.each<[string, readonly EventDefinition[]]>([
  ['nothing changed', [parcelSent(z.object(fields))]],
  ['an optional field more', [parcelSent(z.object({ ...fields, boxes: z.int().optional() }))]],
  ['an open list with a value more', [parcelSent(z.object({ ...fields, by: openEnum(['courier', 'pick_up', 'on_site']) }))]],
  ['a second version beside the first', [parcelSent(z.object(fields)), { ...parcelSent(z.object(withoutNote)), type: 'parcel.sent.v2' }]],
  ['another order of the fields', [parcelSent(z.object(Object.fromEntries(Object.entries(fields).reverse())))]],
])('an event: %s passes', (_change, present) => {
  expect(faultsOfEvent(...present)).toEqual([]);
});

const golden = parcelSent(z.object(fields)).example;
const withNote = { ...(golden as object), note: 'Fragile.' };
const promised: Promised = { 'parcel.sent.v1': { goldens: [digestOf(golden), digestOf(withNote)] } };

test('the goldens of an event are read by this release, and nothing of them is lost', () => {
  const goldens = { 'parcel.sent.v1': [golden, withNote] };
  const { size: _size, ...withoutSize } = fields;
  expect(goldenFaults(goldens, [parcelSent(z.object(fields))])).toEqual([]);
  expect(goldenFaults({ 'parcel.sent.v1': [golden] }, [parcelSent(z.object(withoutSize))])).toEqual([
    expect.stringContaining('golden 1 is read as'),
  ]);
  expect(goldenFaults(goldens, [parcelSent(z.object(withoutNote).extend({ note: z.literal('Heavy.').optional() }))])).toEqual([
    expect.stringContaining('golden 2 is refused'),
  ]);
});

test('an event without a golden is refused, and so is an example that is not among them', () => {
  expect(goldenFaults({}, [parcelSent(z.object(fields))])).toEqual([expect.stringContaining('parcel.sent.v1: its example is not among')]);
  expect(goldenFaults({ 'parcel.sent.v1': [withNote] }, [parcelSent(z.object(fields))])).toEqual([
    expect.stringContaining('parcel.sent.v1: its example is not among'),
  ]);
});

test.each<[string, readonly unknown[], string]>([
  ['changed', [golden, { ...withNote, note: 'Heavy.' }], 'golden 2'],
  ['taken away', [withNote], 'golden 1'],
])('a golden of the last release that is %s is refused', (_change, goldens, fault) => {
  expect(lostGoldenFaults(promised, { 'parcel.sent.v1': goldens })).toEqual([expect.stringContaining(`parcel.sent.v1: ${fault}`)]);
});

test('goldens of a release stay when today’s examples are added; an example that was never released goes with its next change', () => {
  const goldens = { 'parcel.sent.v1': [golden, withNote, { ...withNote, note: 'Never released.' }], 'parcel.lost.v1': [] };
  const added = withExamples(promised, goldens, [parcelSent(z.object(fields))]);
  expect(added).toEqual({ 'parcel.lost.v1': [], 'parcel.sent.v1': [golden, withNote] });
  expect(lostGoldenFaults(promised, added)).toEqual([]);
});

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, '../../docs/release', file), 'utf8'));

test('every event has a golden, all of them are read in full, and none of the last release is missing', () => {
  const goldens = read('goldens.json') as Goldens;
  expect(goldenFaults(goldens, allEvents)).toEqual([]);
  expect(lostGoldenFaults(read('events.json') as Promised, goldens)).toEqual([]);
  expect(Object.values(goldens).flat().length).toBeGreaterThanOrEqual(allEvents.length);
});

const parcelSchema = {
  type: 'object',
  properties: { parcelId: { type: 'string' }, state: { type: 'string', enum: ['open', 'sent'] }, note: { type: 'string', maxLength: 20 } },
  required: ['parcelId', 'state'],
};

const requestSchema = {
  type: 'object',
  properties: { weightGrams: { type: 'integer', maximum: 30_000 }, by: { type: 'string', enum: ['courier', 'pick_up'] } },
  required: ['by'],
  additionalProperties: false,
};

type Described = OpenApi['paths'][string][string];

const postParcel: Described = {
  operationId: 'postParcel',
  security: [{ accessToken: [] }, { clientToken: ['parcels:write'] }],
  parameters: [
    { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } },
    { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
  ],
  requestBody: { required: true, content: { 'application/json': { schema: requestSchema } } },
  responses: {
    201: { description: 'Success.', content: { 'application/json': { schema: parcelSchema } } },
    409: { description: '`parcel-sent`, `parcel-lost`' },
    422: { description: '`no-courier`' },
  },
};

const document = (operation: Described, path = '/v1/parcels'): OpenApi => ({
  paths: { [path]: { post: operation } },
  components: { schemas: {} },
});

const requesting = (change: object, properties: object = {}): Described => ({
  ...postParcel,
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { ...requestSchema, properties: { ...requestSchema.properties, ...properties }, ...change } },
    },
  },
});

const answering = (change: object, properties: object = {}): Described => ({
  ...postParcel,
  responses: {
    ...postParcel.responses,
    201: {
      description: 'Success.',
      content: {
        'application/json': { schema: { ...parcelSchema, properties: { ...parcelSchema.properties, ...properties }, ...change } },
      },
    },
  },
});

const withLimit = (schema: object, required = false): Described => ({
  ...postParcel,
  parameters: [
    { name: 'if-match', in: 'header', required: false, schema: { type: 'string' } },
    { name: 'limit', in: 'query', required, schema: { type: 'integer', minimum: 1, maximum: 100, default: 20, ...schema } },
  ],
});

const faultsOfApi = (present: OpenApi): readonly string[] => apiFaults(apiContract(document(postParcel)), apiContract(present));

const { parcelId: _parcelId, ...withoutId } = parcelSchema.properties;
const { 201: _created, ...refusalsOnly } = postParcel.responses;

test.each<[string, Described, string]>([
  ['another operation name', { ...postParcel, operationId: 'createParcel' }, 'was named postParcel'],
  [
    'a new field that is demanded',
    requesting({ required: ['by', 'boxes'] }, { boxes: { type: 'integer' } }),
    '.boxes: this one demands it',
  ],
  ['an optional field that is demanded', requesting({ required: ['by', 'weightGrams'] }), '.weightGrams: this one demands it'],
  ['a request field that is gone', requesting({ properties: { by: requestSchema.properties.by } }), 'body.weightGrams: is gone'],
  [
    'a request value that is gone',
    requesting({}, { by: { type: 'string', enum: ['courier'] } }),
    'this one does not know the value "pick_up"',
  ],
  ['a tighter limit', requesting({}, { weightGrams: { type: 'integer', maximum: 20_000 } }), 'maximum of this one is 20000'],
  ['a new pattern', requesting({}, { by: { ...requestSchema.properties.by, pattern: '^c' } }), 'pattern of this one is "^c"'],
  ['a parameter with a tighter limit', withLimit({ maximum: 50 }), 'query limit: maximum of this one is 50'],
  ['a parameter with another default', withLimit({ default: 10 }), 'query limit: default was 20 and is 10'],
  ['a parameter that is demanded', withLimit({}, true), 'query limit: is now required'],
  ['a parameter that is gone', { ...postParcel, parameters: postParcel.parameters!.slice(1) }, 'header if-match: is gone'],
  ['an answer’s field that is gone', answering({ properties: withoutId, required: ['state'] }), '201.parcelId: is gone'],
  ['an answer’s field that may be missing', answering({ required: ['parcelId'] }), '201.state: the last release demands it'],
  ['an answer’s other type', answering({}, { parcelId: { type: 'integer' } }), 'this one writes integer, the last release reads string'],
  [
    'an answer’s unknown value',
    answering({}, { state: { type: 'string', enum: ['open', 'sent', 'lost'] } }),
    'does not know the value "lost"',
  ],
  ['a status of success that is gone', { ...postParcel, responses: refusalsOnly }, 'status 201 is gone'],
  [
    'a code under another status',
    {
      ...postParcel,
      responses: { ...postParcel.responses, 409: { description: '`parcel-lost`' }, 422: { description: '`no-courier`, `parcel-sent`' } },
    },
    'parcel-sent was 409 and is 422',
  ],
  [
    'a scope that no longer suffices',
    { ...postParcel, security: [{ accessToken: [] }, { clientToken: ['parcels:write', 'parcels:read'] }] },
    'clientToken {"clientToken":["parcels:write"]} is no longer enough',
  ],
])('the API: %s is refused', (_change, present, fault) => {
  expect(faultsOfApi(document(present))).toContainEqual(expect.stringContaining(fault));
});

test('the API: a route that is gone or renamed is refused', () => {
  expect(faultsOfApi(document(postParcel, '/v1/packages'))).toEqual(['POST /v1/parcels: is gone']);
});

test('the API: a body or a token that was not needed before is refused', () => {
  const { requestBody: _body, ...bare } = { ...postParcel, security: [] };
  expect(apiFaults(apiContract(document(bare)), apiContract(document(postParcel)))).toEqual([
    expect.stringContaining('no token {} is no longer enough'),
    expect.stringContaining('body: is new and required'),
  ]);
});

test.each<[string, Described]>([
  ['nothing changed', postParcel],
  ['an optional field of the request more', requesting({}, { boxes: { type: 'integer' } })],
  ['a value of the request more', requesting({}, { by: { type: 'string', enum: ['courier', 'pick_up', 'on_site'] } })],
  ['a wider limit', withLimit({ maximum: 200 })],
  ['a field of the answer more', answering({ required: ['parcelId', 'state', 'boxes'] }, { boxes: { type: 'integer' } })],
  ['another limit of an answer', answering({}, { note: { type: 'string', maxLength: 40 } })],
  ['other words', requesting({}, { by: { ...requestSchema.properties.by, description: 'How it travels.' } })],
  ['a way in more', { ...postParcel, security: [] }],
  [
    'a refusal that can’t happen any more',
    { ...postParcel, responses: { ...postParcel.responses, 409: { description: '`parcel-lost`' } } },
  ],
])('the API: %s passes', (_change, present) => {
  expect(faultsOfApi(document(present))).toEqual([]);
});
