import download from 'mvn-artifact-download';
import { StackFailure } from '../failure.ts';

/** Fetches one artifact from Maven's central repository; apart from its caller because the package is CommonJS and slow to load. */
export const downloadArtifact = async (coordinates: string, folder: string, fileName: string): Promise<void> => {
  try {
    await download.default(coordinates, folder, undefined, fileName);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StackFailure(
      `Kafka: ${coordinates} can't be fetched (${reason}). Check the network; behind a proxy with its own certificate set NODE_EXTRA_CA_CERTS.`,
    );
  }
};
