// How far each import and export is, for whoever follows it; and whether anybody does.
import type { Caller, StreamSource } from '../../../../shared/contract/feature.ts';
import type { ImportProgress } from '../../../../shared/contract/imports.ts';
import { success } from '../../../../shared/kernel/result.ts';

export interface ProgressBoard {
  readonly source: StreamSource<{ readonly id: string }, ImportProgress, ImportProgress>;
  readonly tell: (owner: string, id: string, progress: ImportProgress) => void;
  readonly isFollowed: (owner: string, id: string) => boolean;
  readonly forget: (owner: string, id: string) => void;
}

export const IDLE: ImportProgress = { phase: 'idle', fraction: null, rows: 0 };

/** Whose imports a caller may see: their own, at whatever seat. */
export const ownerOf = ({ person, seat }: Pick<Caller, 'person' | 'seat'>): string => person?.id ?? seat;

export const createProgressBoard = (): ProgressBoard => {
  const told = new Map<string, ImportProgress>();
  const followers = new Map<string, Set<(progress: ImportProgress) => void>>();
  const keyOf = (owner: string, id: string): string => `${owner} ${id}`;
  return {
    source: {
      audience: ownerOf,
      open: ({ id }, caller, push) => {
        const key = keyOf(ownerOf(caller), id);
        const known = followers.get(key) ?? new Set();
        followers.set(key, known);
        known.add(push);
        return success({
          snapshot: () => told.get(key) ?? IDLE,
          dispose: () => {
            known.delete(push);
            if (known.size === 0) followers.delete(key);
          },
        });
      },
    },
    tell: (owner, id, progress) => {
      const key = keyOf(owner, id);
      if (progress.phase === 'idle') told.delete(key);
      else told.set(key, progress);
      for (const push of followers.get(key) ?? []) push(progress);
    },
    isFollowed: (owner, id) => followers.has(keyOf(owner, id)),
    forget: (owner, id) => void told.delete(keyOf(owner, id)),
  };
};
