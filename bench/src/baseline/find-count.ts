import express from 'express';
import mongoose from 'mongoose';
import { announce } from './announce.ts';

const connection = await mongoose.createConnection(process.env['BENCH_MONGO_URL'] ?? '').asPromise();
const cards = connection.model('Card', new mongoose.Schema({ _id: String }, { strict: false, collection: 'cards' }));
const app = express();
app.get('/', async ({ query }, response) => {
  const words = typeof query['query'] === 'string' ? { $text: { $search: query['query'] } } : {};
  const filter = { ...words, live: true };
  const order = 'query' in query ? { score: { $meta: 'textScore' } as const } : { publishedAt: -1 as const };
  const [items, total] = await Promise.all([cards.find(filter).sort(order).limit(20).lean(), cards.countDocuments(filter)]);
  response.json({ items, total });
});
announce(app);
