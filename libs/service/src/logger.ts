import { currentAmbient } from '@wadah/kit';
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino';

const secretFields = [
  'authorization', 'cookie', 'password', 'newPassword', 'token', 'accessToken', 'refreshToken', 'otp',
  'clientSecret', 'client_secret', 'secret', 'nik', 'npwp', 'email', 'phone',
]; // prettier-ignore

/** Where requests, answers and calls carry such a field. Exact, since a wildcard is looked for in every field of every line. */
const carriers = ['', 'body.', 'headers.', 'req.headers.', 'req.body.', 'data.'];

const redactedPaths = carriers.flatMap((carrier) => secretFields.map((field) => `${carrier}${field}`));

/**
 * Clients hang what they were doing on their errors: Redis its refused command (AUTH is one), HTTP clients their headers. So an error is what
 * it says, where, and its code; nothing else of it is logged.
 */
const serializedError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const code: unknown = 'code' in error ? error.code : undefined;
  const errors: unknown = 'errors' in error && Array.isArray(error.errors) ? error.errors.map(serializedError) : undefined;
  return { type, message, stack, ...(code === undefined ? {} : { code }), ...(errors === undefined ? {} : { errors }) };
};

export type LoggerOptions = { readonly service: string; readonly level: string; readonly destination?: DestinationStream };

/** JSON lines that carry the correlation id of what runs, and never a token, a password or a person's data. */
export const createLogger = ({ service, level, destination }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { service },
      // Both names are in use; under one without a serializer an error would be logged as {}.
      serializers: { err: serializedError, error: serializedError },
      redact: { paths: redactedPaths, censor: '[redacted]' },
      mixin: () => {
        const ambient = currentAmbient();
        return ambient === undefined ? {} : { correlationId: ambient.correlationId };
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
