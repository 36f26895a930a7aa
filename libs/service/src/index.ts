export { createChassis, createChassisCore, type Chassis, type ChassisCore, type ChassisOptions } from './chassis.ts';
export { clockFrom } from './clock.ts';
export {
  baseConfig,
  ConfigFault,
  coreConfig,
  httpUrl,
  key32,
  loadConfig,
  secretText,
  wholeNumber,
  type BaseConfig,
  type CoreConfig,
} from './config.ts';
export { cryptoBox, type CryptoBox, type CryptoBoxOptions, type SealedText } from './crypto-box.ts';
export { answerProbe, health, type Health, type HealthCheck, type HealthReport } from './health.ts';
export { identityKeys } from './identity-keys.ts';
export { runIndexJob } from './index-job.ts';
export { openListener, type Listener } from './listener.ts';
export { createLogger, type LoggerOptions } from './logger.ts';
export { createMetrics, type ServiceMetrics } from './metrics.ts';
export { connectRedis, type RedisOptions } from './redis.ts';
export { redisOutage } from './redis-outage.ts';
export { revocationConsumers, type RevocationConsumerOptions } from './revocation-consumers.ts';
export { redisRevocations, REVOCATION_KEPT_SECONDS, revocationKeys } from './revocations.ts';
export { runService, stopOnSignal } from './run-service.ts';
export { serviceIndexes, serviceParts, type Running, type ServicePartsOptions, type Worker } from './service-parts.ts';
export { startService, type ServiceDefinition, type StartedService } from './start-service.ts';
