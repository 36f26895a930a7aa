import type { Versioned } from '../../app/ports.ts';
import type { VersionedSeller } from '../../app/read-sellers.ts';

/** After a successful command the seller exists. */
export const liveOf = ({ state, version }: Versioned): VersionedSeller => {
  if (state.status === 'absent') throw new Error('A command has succeeded on a seller that does not exist.');
  return { seller: state, version };
};
