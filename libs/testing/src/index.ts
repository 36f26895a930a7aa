export { capture, type Capture, type CapturedEvent } from './capture.ts';
export { clock, type TestClock } from './clock.ts';
export { decidingStoreConformance, type Counting } from './deciding-store-conformance.ts';
export { eventually, type EventuallyOptions } from './eventually.ts';
export { freshNames, type FreshNames, type FreshOptions } from './fresh-names.ts';
export { ADDED_LATER, goldenMessages, releases, type GoldenMessage, type Release } from './goldens.ts';
export { testKafka } from './kafka.ts';
export { memoryStore, type DecidingStore, type MemoryStore } from './memory-store.ts';
export { publisher, type PublishOptions, type Publisher } from './publish.ts';
export { replayGoldens, type Replayed } from './replay-goldens.ts';
export { serviceVariables } from './service-variables.ts';
export { testStack, type TestStack } from './test-stack.ts';
export {
  tokens,
  type ClientTokenOptions,
  type ServiceTokenOptions,
  type TestMembership,
  type TestTokens,
  type UserTokenOptions,
} from './tokens.ts';
