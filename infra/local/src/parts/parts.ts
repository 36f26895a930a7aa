import type { Stack } from '../stack.ts';
import { kafkaPart } from './kafka.ts';
import { mailPart } from './mail.ts';
import { mongoPart } from './mongo.ts';
import type { Part } from './part.ts';
import { redisPart } from './redis.ts';
import { sandboxPart } from './sandbox.ts';

export const partsOf = (stack: Stack): readonly Part[] =>
  [kafkaPart, mongoPart, redisPart, mailPart, sandboxPart].filter((part) => !part.absent?.(stack));
