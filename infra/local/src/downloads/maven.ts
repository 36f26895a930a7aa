import download from 'mvn-artifact-download';

/** Fetches one artifact from Maven's central repository; apart from its caller because the package is CommonJS and slow to load. */
export const downloadArtifact = async (coordinates: string, folder: string, fileName: string): Promise<void> => {
  await download.default(coordinates, folder, undefined, fileName);
};
