import { stringify } from 'yaml';
import { z } from 'zod';
import { allEvents, topology } from '../../libs/contracts/src/index.ts';

const HEADERS = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'ce_sequence', 'correlationid'],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: { type: 'string', description: 'UUIDv7' },
    ce_type: { type: 'string' },
    ce_source: { type: 'string', description: '/wadah/<service>' },
    ce_subject: { type: 'string', description: 'The aggregate; also the key of the message' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_sequence: { type: 'string', description: 'Number within the aggregate without gaps, zero-padded' },
    correlationid: { type: 'string' },
    traceparent: { type: 'string' },
  },
};

const messageNameOf = (type: string): string => type.replaceAll('.', '-');

const channelNameOf = (topic: string): string => topic.replaceAll('.', '-');

const messages = () =>
  Object.fromEntries(
    allEvents.map((event) => [
      messageNameOf(event.type),
      {
        name: event.type,
        contentType: 'application/json',
        headers: { $ref: '#/components/schemas/envelope' },
        // As input: what a reader must accept. A field added later is ignored, so nothing is closed here.
        payload: z.toJSONSchema(event.data, { io: 'input' }),
        examples: [{ payload: event.example }],
      },
    ]),
  );

const topics = [...new Set(allEvents.map(({ topic }) => topic))];

const messagesOn = (topic: string) => allEvents.filter((event) => event.topic === topic).map(({ type }) => messageNameOf(type));

const channels = () =>
  Object.fromEntries(
    topics.map((topic) => [
      channelNameOf(topic),
      { address: topic, messages: Object.fromEntries(messagesOn(topic).map((name) => [name, { $ref: `#/components/messages/${name}` }])) },
    ]),
  );

const operations = () =>
  Object.fromEntries(
    Object.entries(topology).flatMap(([service, { publishes, consumes }]) => {
      const operation = (action: 'send' | 'receive', topic: string): [string, object] => [
        `${service}-${action}-${channelNameOf(topic)}`,
        { action, channel: { $ref: `#/channels/${channelNameOf(topic)}` }, tags: [{ name: service }] },
      ];
      const sent = publishes !== undefined && topics.includes(publishes) ? [operation('send', publishes)] : [];
      return [...sent, ...consumes.filter((topic) => topics.includes(topic)).map((topic) => operation('receive', topic))];
    }),
  );

/** AsyncAPI 3 from the contracts: every event, who sends it and who reads its topic. */
export const asyncApi = (): string =>
  stringify(
    {
      asyncapi: '3.0.0',
      info: { title: 'Wadah events', version: '1', description: 'CloudEvents 1.0 in Kafka binary mode; no event carries personal data.' },
      defaultContentType: 'application/json',
      channels: channels(),
      operations: operations(),
      components: { messages: messages(), schemas: { envelope: HEADERS } },
    },
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
