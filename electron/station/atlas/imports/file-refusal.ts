// What the importer says of a file, as the station's refusal: the reason stays whole for the window to put into words.
import type { FileFailure } from '../../../../shared/contract/import-shapes.ts';
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import type { ImportFailure } from '../import/import-failure.ts';

export const fileRefusal = (failure: ImportFailure | { readonly reason: 'diskFull' }): Refusal => {
  const { reason } = failure;
  if (reason === 'cancelled') return refusal('cancelled');
  const file: FileFailure = { ...failure, reason };
  return refusal('invalid', { file: { ...file } });
};

export const isDiskFull = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
