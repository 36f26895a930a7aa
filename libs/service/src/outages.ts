import { isUpstreamOutage } from '@wadah/http';
import { recogniseOutages } from '@wadah/messaging';
import { redisOutage } from './redis-outage.ts';

// The libs that know an outage don't know the lib that asks for it; loading the chassis introduces them.
recogniseOutages(redisOutage);
recogniseOutages(isUpstreamOutage);
