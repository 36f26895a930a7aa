import { currentAmbient } from '@wadah/kit';
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

const secretFields = [
  'authorization', 'cookie', 'password', 'newPassword', 'token', 'accessToken', 'refreshToken', 'otp',
  'clientSecret', 'client_secret', 'secret', 'nik', 'npwp', 'email', 'phone',
]; // prettier-ignore

/** The Redis client hangs the refused command on its error, and AUTH is a command. */
const redisArguments = '*.command.args';

const redactedPaths = [...secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), redisArguments];

export type LoggerOptions = { readonly service: string; readonly level: string; readonly destination?: DestinationStream };

/** JSON lines that carry the correlation id of what runs, and never a token, a password or a person's data. */
export const createLogger = ({ service, level, destination }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { service },
      // Both names are in use; under one without a serializer an error would be logged as {}.
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      mixin: () => {
        const ambient = currentAmbient();
        return ambient === undefined ? {} : { correlationId: ambient.correlationId };
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
