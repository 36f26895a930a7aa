export * from './core.ts';
export { createChassis, type Chassis } from './chassis.ts';
export { cryptoBox, type CryptoBox, type CryptoBoxOptions, type SealedText } from './crypto-box.ts';
export { runListDeadLettersJob, runReplayJob, type DeadLetterJob, type ReplayJob } from './dead-letter-jobs.ts';
export { decisionQuery, decisionSchema, decisionsRoute, decisionView } from './decisions-route.ts';
export { runIndexJob } from './index-job.ts';
export { runService } from './run-service.ts';
export { serviceIndexes, serviceParts, type Running, type ServicePartsOptions, type Worker } from './service-parts.ts';
export { startService, type ServiceDefinition, type StartedService } from './start-service.ts';
