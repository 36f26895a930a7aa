export { databaseOf, kafkaServiceLogin, mongoServiceUrl, redisServiceUrl, type KafkaLogin } from './addresses.ts';
export { backUp, restore, type RestoreOptions, type RunServiceJob } from './backup/backup.ts';
export { resetStack, takeDown } from './down.ts';
export { StackFailure, type Say } from './failure.ts';
export { stackHandle, stackUp, type StackHandle } from './handle.ts';
export { applyServiceIndexes, serviceJobFile } from './jobs/service-job.ts';
export { applyStackTopics } from './jobs/topics.ts';
export { isAlive, stopProcess, type OwnedProcess } from './process/owned-process.ts';
export { repositoryRoot } from './root.ts';
export { serviceEnvironment, type EnvironmentOptions, type ReplicaCounts, type ServiceEnvironment } from './service-environment.ts';
export {
  nodeFlags,
  replicaName,
  runningServices,
  startServices,
  stopServices,
  type RunningService,
  type StartOptions,
} from './services.ts';
export { clockFileOf, isStackName, profileOf, replicaPorts, serviceNames, type ServiceName, type Stack, type StackName } from './stack.ts';
export { stackStatus, type PartStatus } from './status.ts';
export { restartPart } from './up.ts';
