import { accountRegisteredV1 } from '@wadah/contracts';
import { route } from '@wadah/http';
import { newId, ok, reject, type Result } from '@wadah/kit';
import { consumer, type Consumer } from '@wadah/messaging';
import { aggregateStore, outboxIndex } from '@wadah/mongo';
import { z } from 'zod';
import { serviceIndexes, serviceParts, type BaseConfig, type Chassis, type Running } from '../../src/index.ts';

export type Note =
  | { readonly status: 'absent' }
  | { readonly status: 'kept' | 'seen'; readonly noteId: string; readonly ownerId: string; readonly text: string };

export type NoteEvent =
  | { readonly type: 'NoteKept'; readonly noteId: string; readonly ownerId: string; readonly text: string; readonly at: Date }
  | { readonly type: 'NoteSeen' };

const evolve = (note: Note, event: NoteEvent): Note => {
  if (event.type === 'NoteKept') return { status: 'kept', noteId: event.noteId, ownerId: event.ownerId, text: event.text };
  return note.status === 'absent' ? note : { ...note, status: 'seen' };
};

const noteStore = ({ mongo, now }: Pick<Chassis<BaseConfig>, 'mongo' | 'now'>) =>
  aggregateStore<Note, NoteEvent>({
    mongo,
    collection: 'notes',
    initial: { status: 'absent' },
    evolve,
    toOutbox: (event) =>
      event.type === 'NoteKept'
        ? [accountRegisteredV1.from({ subject: event.noteId, time: event.at, data: { accountId: event.noteId, locale: 'id' } })]
        : [],
    now,
  });

type Notes = ReturnType<typeof noteStore>;

const noteSchema = z.object({ noteId: z.string(), text: z.string(), status: z.enum(['kept', 'seen']) });

const keepNoteRoute = (notes: Notes) =>
  route({
    operation: 'keepNote',
    method: 'post',
    path: '/v1/notes',
    auth: 'signed_in',
    newId: () => newId('not'),
    body: z.object({ text: z.string().min(1).max(100) }),
    responses: { 201: noteSchema },
    handle: ({ id, body, actor, now }) =>
      notes.update(id, (note) =>
        note.status === 'absent' ? ok([{ type: 'NoteKept', noteId: id, ownerId: actor.id, text: body.text, at: now }]) : ok([]),
      ),
    location: (note) => (note.status === 'absent' ? '' : `/v1/notes/${note.noteId}`),
  });

const found = (note: Note, ownerId: string): Result<Note> =>
  note.status === 'absent' || note.ownerId !== ownerId ? reject('not_found', 'note-not-found', 'No such note.') : ok(note);

const getNoteRoute = (notes: Notes) =>
  route({
    operation: 'getNote',
    method: 'get',
    path: '/v1/notes/{noteId}',
    auth: 'signed_in',
    params: z.object({ noteId: z.string().max(64) }),
    responses: { 200: noteSchema },
    problems: ['note-not-found'],
    handle: async ({ params, actor }) => found(await notes.load(params.noteId), actor.id),
  });

const countNotesRoute = (notes: Notes) =>
  route({
    operation: 'countNotes',
    method: 'get',
    path: '/v1/note-counts',
    auth: { role: ['operator'] },
    responses: { 200: z.object({ notes: z.number() }) },
    handle: async () => ok({ notes: await notes.collection.countDocuments() }),
  });

const noteKeptConsumer = (notes: Notes, seen: (noteId: string) => void) =>
  consumer(accountRegisteredV1, ({ data }) => {
    seen(data.accountId);
    return notes.update(data.accountId, (note) => (note.status === 'kept' ? ok([{ type: 'NoteSeen' }]) : ok([])));
  });

export const sampleIndexes = [...serviceIndexes, outboxIndex('notes')];

/** The store publishes only what the contracts know, so a kept note is told as a registered account. */
export const noteKeptV1 = accountRegisteredV1;

/** What the sample listens to, for a job beside it. */
export const sampleConsumers =
  (seen: (noteId: string) => void) =>
  (chassis: Chassis<BaseConfig>): readonly Consumer[] => [noteKeptConsumer(noteStore(chassis), seen)];

/** The whole wiring of a service with one aggregate, its routes and a consumer of its own event. */
export const sampleService =
  (seen: (noteId: string) => void = () => undefined) =>
  (chassis: Chassis<BaseConfig>): Promise<Running> => {
    const notes = noteStore(chassis);
    return serviceParts({
      chassis,
      routes: [keepNoteRoute(notes), getNoteRoute(notes), countNotesRoute(notes)],
      consumers: [noteKeptConsumer(notes, seen)],
      outboxes: [notes.outbox],
    });
  };
