// What the importer says of a file, as the station's refusal: the reason stays whole for the window to put into words.
import { refusal, type Refusal } from '../../../../shared/contract/refusal.ts';
import type { ImportFailure } from '../import/import-failure.ts';

export const fileRefusal = (failure: ImportFailure | { readonly reason: 'diskFull' }): Refusal =>
  failure.reason === 'cancelled' ? refusal('cancelled') : refusal('invalid', { file: { ...failure } });

export const isDiskFull = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
