import { kafkaAdminLogin } from '../addresses.ts';
import type { Stack } from '../stack.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Makes the topology's topics on this stack; those that exist stay as they are. */
export const applyStackTopics = async (stack: Stack): Promise<{ readonly created: readonly string[] }> => {
  // Late, because every test loads this package and almost none makes topics.
  const { applyTopics, connectKafka } = await import('@wadah/messaging');
  return applyTopics({ kafka: connectKafka({ clientId: 'wadah-topics', ...kafkaAdminLogin(stack), logger: quiet }), topicPrefix: '' });
};
