import mongoose from 'mongoose';
import { answerTasks } from '../child.ts';
import { closedLoop } from '../loop.ts';
import { paced } from '../paced.ts';

export type InsertTask =
  | { readonly kind: 'paced'; readonly perSecond: number; readonly seconds: number }
  | { readonly kind: 'groups'; readonly each: number; readonly atOnce: number; readonly seconds: number };

export type InsertAnswer = { readonly durationsMs: readonly number[]; readonly seconds: number };

const connection = await mongoose.createConnection(process.env['BENCH_MONGO_URL'] ?? '').asPromise();
const collection = connection.collection('bench_inserts');
const text = 'x'.repeat(500);

const insert = async (): Promise<void> => void (await collection.insertOne({ text }, { writeConcern: { w: 'majority', j: true } }));

answerTasks<InsertTask, InsertAnswer>(async (task) => {
  if (task.kind === 'groups') {
    const group = async (): Promise<void> => {
      for (let count = 0; count < task.each; count += 1) await insert();
    };
    return closedLoop(new Array<undefined>(task.atOnce).fill(undefined), task.seconds, group);
  }
  const durationsMs: number[] = [];
  await paced(task, async () => {
    const begunAt = performance.now();
    await insert();
    durationsMs.push(performance.now() - begunAt);
  });
  return { durationsMs, seconds: task.seconds };
});
