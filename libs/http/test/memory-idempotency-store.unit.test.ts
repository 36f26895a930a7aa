import { memoryIdempotencyStore } from '../src/index.ts';
import { idempotencyStoreConformance } from '../src/idempotency/idempotency-conformance.ts';

idempotencyStoreConformance(({ now }) => memoryIdempotencyStore({ now }));
