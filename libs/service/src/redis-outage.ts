const outageMessages = [
  /command timed out/i,
  /connection is closed/i,
  /stream isn't writeable/i,
  /^(LOADING|READONLY|OOM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|MISCONF|NOREPLICAS)\b/,
];

const outageCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Whether Redis does not answer, rather than refusing what was asked. */
export const redisOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error.name === 'MaxRetriesPerRequestError') return true;
  if ('code' in error && typeof error.code === 'string' && outageCodes.has(error.code) && 'syscall' in error) return true;
  return outageMessages.some((pattern) => pattern.test(error.message));
};
