export { createChassisCore, type ChassisCore, type ChassisOptions } from './chassis-core.ts';
export { clockFrom } from './clock.ts';
export {
  baseConfig,
  ConfigFault,
  coreConfig,
  httpUrl,
  httpUrls,
  key32,
  loadConfig,
  secretText,
  wholeNumber,
  type BaseConfig,
  type CoreConfig,
} from './config.ts';
export { answerProbe, health, type Health, type HealthCheck, type HealthReport } from './health.ts';
export { identityKeys } from './identity-keys.ts';
export { inTime, type InTime } from './in-time.ts';
export { openListener, type Listener } from './listener.ts';
export { takeLeave } from './leave.ts';
export { createLogger, type LoggerOptions } from './logger.ts';
export { createMetrics, type ServiceMetrics } from './metrics.ts';
export { connectRedis, type RedisOptions } from './redis.ts';
export { redisOutage } from './redis-outage.ts';
export { revocationConsumers, type RevocationConsumerOptions } from './revocation-consumers.ts';
export { redisRevocations, REVOCATION_KEPT_SECONDS, revocationKeys } from './revocations.ts';
export { stopOnSignal } from './stop-on-signal.ts';
