/** Answers of the broker that speak about the messages and not about itself. */
const contentErrors = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'CORRUPT_MESSAGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
  'POLICY_VIOLATION',
]);

const topicErrors = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'TOPIC_AUTHORIZATION_FAILED']);

const typeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string' ? error.type : undefined;

/** What of a batch the broker refused; undefined when the failure says nothing about its content. */
export const refusalOf = (error: unknown): 'content' | 'topic' | undefined => {
  const type = typeOf(error);
  if (type !== undefined && contentErrors.has(type)) return 'content';
  if (type !== undefined && topicErrors.has(type)) return 'topic';
  return error instanceof Error && error.cause !== undefined && error.cause !== error ? refusalOf(error.cause) : undefined;
};
