import express from 'express';
import mongoose from 'mongoose';
import { announce } from './announce.ts';

const connection = await mongoose.createConnection(process.env['BENCH_MONGO_URL'] ?? '').asPromise();
const cards = connection.model('Card', new mongoose.Schema({ _id: String }, { strict: false, collection: 'cards' }));
const app = express();
app.get('/:listingId', async (request, response) => {
  const card = await cards.findOne({ _id: request.params.listingId }).lean();
  if (card === null) response.status(404).end();
  else response.json(card);
});
announce(app);
