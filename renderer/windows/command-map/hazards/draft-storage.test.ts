import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { createDraftStorage } from './draft-storage.ts';
import { draftOf, newDraft } from './hazard-draft.ts';

const storage = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { readonly held: Map<string, string> } => {
  const held = new Map<string, string>();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value), removeItem: (key) => void held.delete(key) };
};

describe('the memory of an unsaved hazard', () => {
  it('gives a new and a changed hazard back as they were', () => {
    const kept = createDraftStorage(storage(), 'p1');
    for (const draft of [newDraft(new Date('2026-11-22T03:15:00.000Z')), draftOf(hazardRecord())]) {
      kept.keep(draft);
      expect(kept.read()).toEqual(draft);
    }
  });

  it('is another person’s no business', () => {
    const shared = storage();
    createDraftStorage(shared, 'p1').keep(draftOf(hazardRecord()));
    expect(createDraftStorage(shared, 'p2').read()).toBeNull();
  });

  it('forgets what is saved or given up', () => {
    const shared = storage();
    const kept = createDraftStorage(shared, 'p1');
    kept.keep(draftOf(hazardRecord()));
    kept.keep(null);
    expect(kept.read()).toBeNull();
    expect(shared.held.size).toBe(0);
  });

  it('gives nothing back that is not a whole draft', () => {
    const shared = storage();
    const kept = createDraftStorage(shared, 'p1');
    kept.keep(draftOf(hazardRecord()));
    const [[key, text] = ['', '']] = shared.held;
    for (const broken of ['', '{', '[]', '{}', text.replace('"radiusMetres":500', '"radiusMetres":"500"'), text.replace('"isNight"', '"isDay"'), text.replace('"isComplete":true', '"isComplete":1')]) {
      shared.held.set(key, broken);
      expect(kept.read(), broken.slice(0, 40)).toBeNull();
    }
  });

  it('does without a storage that refuses', () => {
    const refuse = (): never => {
      throw new Error('no storage');
    };
    const kept = createDraftStorage({ getItem: refuse, setItem: refuse, removeItem: refuse }, 'p1');
    kept.keep(draftOf(hazardRecord()));
    expect(kept.read()).toBeNull();
  });
});
