import { currentAmbient } from '@wadah/kit';
import { pino, type DestinationStream, type Logger } from 'pino';

const secretFields = [
  'authorization', 'cookie', 'password', 'newPassword', 'token', 'accessToken', 'refreshToken', 'otp',
  'clientSecret', 'client_secret', 'secret', 'nik', 'npwp', 'email', 'phone',
]; // prettier-ignore

const redactedPaths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

export type LoggerOptions = { readonly service: string; readonly level: string; readonly destination?: DestinationStream };

/** JSON lines that carry the correlation id of what runs, and never a token, a password or a person's data. */
export const createLogger = ({ service, level, destination }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { service },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      mixin: () => {
        const ambient = currentAmbient();
        return ambient === undefined ? {} : { correlationId: ambient.correlationId };
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
