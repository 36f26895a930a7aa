import type { EntrySink, OutboxDocument, OutboxEvent, OutboxItem, OutboxSource, ParkedKey, ParkedKeys } from '../ports.ts';

/** A suite of rules that every implementation of a port keeps; call it inside `describe`. Uses the globals of jest. */
export type OutboxDriver = {
  readonly source: OutboxSource;
  /** Makes or changes a document so that these items stand at the end of its outbox. */
  write(documentId: string, items: readonly OutboxItem[]): Promise<void>;
};

export const exampleEvent = (sequence: number, subject = 'ord_1'): OutboxEvent => ({
  kind: 'event',
  id: `${subject}-event-${sequence}`,
  type: 'order.closed.v1',
  topic: 'order.events',
  subject,
  sequence,
  time: new Date('2026-11-24T07:00:00.000Z'),
  correlationId: 'correlation-1',
  data: { orderId: subject },
});

const later = (): Date => new Date(Date.now() + 60_000);
const idsOf = (documents: readonly OutboxDocument[], documentId: string): readonly string[] =>
  documents.find((document) => document.documentId === documentId)?.items.map(({ id }) => id) ?? [];

export const outboxSourceConformance = (make: () => Promise<OutboxDriver>): void => {
  test('a sweep answers the whole outbox in the order of writing, until its items are removed', async () => {
    const driver = await make();
    await driver.write('ord_1', [exampleEvent(1)]);
    await driver.write('ord_1', [exampleEvent(2), exampleEvent(3)]);
    expect(idsOf(await driver.source.sweep({ olderThan: later(), limit: 10 }), 'ord_1')).toEqual([
      'ord_1-event-1',
      'ord_1-event-2',
      'ord_1-event-3',
    ]);
    await driver.source.remove([{ documentId: 'ord_1', itemIds: ['ord_1-event-1', 'ord_1-event-2'] }]);
    expect(idsOf(await driver.source.sweep({ olderThan: later(), limit: 10 }), 'ord_1')).toEqual(['ord_1-event-3']);
    await driver.source.remove([{ documentId: 'ord_1', itemIds: ['ord_1-event-3'] }]);
    expect(await driver.source.sweep({ olderThan: later(), limit: 10 })).toEqual([]);
  });

  test('a sweep leaves younger documents to their writer', async () => {
    const driver = await make();
    await driver.write('ord_1', [exampleEvent(1)]);
    expect(await driver.source.sweep({ olderThan: new Date(Date.now() - 60_000), limit: 10 })).toEqual([]);
  });

  test('a write is announced with the whole outbox as it then stands', async () => {
    const driver = await make();
    const announced: OutboxDocument[] = [];
    driver.source.onAppended((document) => announced.push(document));
    await driver.write('ord_1', [exampleEvent(1)]);
    await driver.write('ord_1', [exampleEvent(2)]);
    expect(announced.map(({ items }) => items.map(({ id }) => id))).toEqual([['ord_1-event-1'], ['ord_1-event-1', 'ord_1-event-2']]);
  });

  test('a document that is set aside is swept no more', async () => {
    const driver = await make();
    await driver.write('ord_1', [exampleEvent(1)]);
    await driver.write('ord_2', [exampleEvent(1, 'ord_2')]);
    await driver.source.setAside('ord_1', 'too large');
    const swept = await driver.source.sweep({ olderThan: later(), limit: 10 });
    expect(swept.map(({ documentId }) => documentId)).toEqual(['ord_2']);
  });

  test('the backlog counts documents with an outbox', async () => {
    const driver = await make();
    expect((await driver.source.backlog()).documents).toBe(0);
    await driver.write('ord_1', [exampleEvent(1)]);
    await driver.write('ord_1', [exampleEvent(2)]);
    const { documents, oldestAt } = await driver.source.backlog();
    expect(documents).toBe(1);
    expect(oldestAt).toBeInstanceOf(Date);
  });

  outboxRaces(make);
};

const outboxRaces = (make: () => Promise<OutboxDriver>): void => {
  test('what is written while published items are removed stays, and nothing that was removed comes back', async () => {
    const driver = await make();
    const numbers = Array.from({ length: 8 }, (_, index) => index + 1);
    await driver.write(
      'ord_1',
      numbers.map((number) => exampleEvent(number)),
    );
    await Promise.all(
      numbers.flatMap((number) => [
        driver.source.remove([{ documentId: 'ord_1', itemIds: [`ord_1-event-${number}`] }]),
        driver.write('ord_1', [exampleEvent(number + numbers.length)]),
      ]),
    );
    const left = idsOf(await driver.source.sweep({ olderThan: later(), limit: 10 }), 'ord_1');
    expect(left.toSorted()).toEqual(numbers.map((number) => `ord_1-event-${number + numbers.length}`).toSorted());
  });
};

const parkedKeysRaces = (make: () => Promise<ParkedKeys>, row: ParkedKey): void => {
  test('of raises that race the highest stands', async () => {
    const rows = await make();
    await Promise.all([rows.park(row), rows.park({ ...row, from: 5 }), rows.park({ ...row, upTo: 9 })]);
    await Promise.all([30, 12, 25, 18].map((upTo) => rows.raise(row, upTo)));
    expect(await rows.load('payment.events', [3])).toEqual([{ ...row, from: 5, upTo: 30 }]);
  });

  test('a raise that races the removal is heard by one of the two', async () => {
    const rows = await make();
    for (const key of ['pay_1', 'pay_2', 'pay_3', 'pay_4', 'pay_5', 'pay_6']) {
      const parked = { ...row, key };
      await rows.park(parked);
      const [raised, removed] = await Promise.all([rows.raise(parked, 8), rows.remove(parked)]);
      const left = (await rows.load('payment.events', [3])).filter((one) => one.key === key);
      // Both at once would be an event that nobody handles: its consumer waits for a replay that has ended.
      expect({ raised, removed, left }).toEqual(
        raised ? { raised, removed: false, left: [{ ...parked, upTo: 8 }] } : { raised, removed: true, left: [] },
      );
    }
  });
};

export const parkedKeysConformance = (make: () => Promise<ParkedKeys>): void => {
  const row = { group: 'order', topic: 'payment.events', partition: 3, key: 'pay_1', from: 7, upTo: 7 };

  test('a parked key is loaded with its partition and with no other', async () => {
    const rows = await make();
    await rows.park(row);
    expect(await rows.load('payment.events', [1, 3])).toEqual([row]);
    expect(await rows.load('payment.events', [1])).toEqual([]);
    expect(await rows.load('order.events', [3])).toEqual([]);
  });

  test('parking again lowers `from` and raises `upTo`, and never the other way round', async () => {
    const rows = await make();
    await rows.park(row);
    await rows.park({ ...row, from: 5, upTo: 9 });
    await rows.park({ ...row, from: 6, upTo: 6 });
    expect(await rows.load('payment.events', [3])).toEqual([{ ...row, from: 5, upTo: 9 }]);
  });

  test('raising moves `upTo` forward only, and tells when the row is gone', async () => {
    const rows = await make();
    await rows.park(row);
    expect(await rows.raise(row, 12)).toBe(true);
    expect(await rows.raise(row, 10)).toBe(true);
    expect(await rows.load('payment.events', [3])).toEqual([{ ...row, upTo: 12 }]);
    expect(await rows.raise({ ...row, key: 'pay_2' }, 12)).toBe(false);
  });

  test('a row that was raised meanwhile is not removed', async () => {
    const rows = await make();
    await rows.park(row);
    await rows.raise(row, 8);
    expect(await rows.remove(row)).toBe(false);
    expect(await rows.remove({ ...row, upTo: 8 })).toBe(true);
    expect(await rows.load('payment.events', [3])).toEqual([]);
  });

  test('advancing moves `from` forward only, and brings no row back', async () => {
    const rows = await make();
    await rows.advance(row, 9);
    expect(await rows.load('payment.events', [3])).toEqual([]);
    await rows.park({ ...row, upTo: 12 });
    await rows.advance(row, 9);
    await rows.advance(row, 8);
    expect(await rows.load('payment.events', [3])).toEqual([{ ...row, from: 9, upTo: 12 }]);
  });

  test('an event that was given up stays so, and no other does', async () => {
    const rows = await make();
    await rows.giveUp(row, [7, 9]);
    await rows.giveUp(row, [7]);
    expect(await Promise.all([7, 8, 9].map((offset) => rows.isGivenUp(row, offset)))).toEqual([true, false, true]);
    expect(await rows.isGivenUp({ ...row, group: 'catalogue' }, 7)).toBe(false);
  });

  parkedKeysRaces(make, row);
};

export const entrySinkConformance = <Entry>(
  make: () => Promise<EntrySink>,
  entries: { readonly one: (id: string) => Entry; readonly other: (id: string) => Entry },
): void => {
  const item = (id: string, entry: (id: string) => Entry) =>
    ({ kind: 'entry', id, time: new Date('2026-11-24T07:00:00.000Z'), entry: entry(id) }) as const;

  test('the same entry twice is done; another content under its id is a conflict', async () => {
    const sink = await make();
    expect((await sink.insert([item('pay_1:capture:1', entries.one)])).conflicting).toEqual([]);
    expect((await sink.insert([item('pay_1:capture:1', entries.one)])).conflicting).toEqual([]);
    expect((await sink.insert([item('pay_1:capture:1', entries.other)])).conflicting).toEqual(['pay_1:capture:1']);
  });

  test('a conflict does not keep the entries beside it out', async () => {
    const sink = await make();
    await sink.insert([item('pay_1:capture:1', entries.one)]);
    const { conflicting } = await sink.insert([item('pay_1:capture:1', entries.other), item('pay_2:capture:1', entries.one)]);
    expect(conflicting).toEqual(['pay_1:capture:1']);
    expect((await sink.insert([item('pay_2:capture:1', entries.other)])).conflicting).toEqual(['pay_2:capture:1']);
  });

  test('of two contents that race for one id one stands, and the other is told', async () => {
    const sink = await make();
    const contents = [entries.one, entries.other, entries.one, entries.other];
    const outcomes = await Promise.all(contents.map((content) => sink.insert([item('pay_3:capture:1', content)])));
    const refused = outcomes.map(({ conflicting }) => conflicting.length);
    expect([
      [0, 1, 0, 1],
      [1, 0, 1, 0],
    ]).toContainEqual(refused);
  });
};
