// Run as a process of its own: writes one event and is killed before anything is published.
import { ticketStore, count } from './ticket.ts';
import { connectMongo } from '../../src/index.ts';

const mongo = await connectMongo({ url: process.argv[2], appName: 'killed-writer' });
await ticketStore(mongo).update('ticket-killed', count('ticket-killed'));
process.kill(process.pid, 'SIGKILL');
