import express from 'express';
import { announce } from './announce.ts';

const app = express();
app.get('/', (_request, response) => void response.json({ hello: 'world' }));
announce(app);
