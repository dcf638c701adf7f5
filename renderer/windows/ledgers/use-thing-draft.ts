// One thing being looked at, changed or added: what is saved, what the operator makes of it, and what others did meanwhile.
import { useCallback, useEffect, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { checkContent, type ContentFault } from '../../../shared/domain/atlas/check-content.ts';
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import type { ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { changedKeys, contentOf, rebased } from './thing-draft.ts';

type Thing = OutputOf<'readThing'>['thing'];

export interface DraftState {
  /** What the draft began with; null for a new thing. */
  readonly base: Thing | null;
  readonly draft: ThingContent;
  readonly changed: readonly string[];
  readonly faults: readonly ContentFault[];
  /** The thing as others have saved it since; null where nobody has. */
  readonly newest: Thing | null;
  /** Somebody has removed it meanwhile. */
  readonly isGone: boolean;
  readonly isSaving: boolean;
  /** Grows when the draft was filled anew: what inputs hold of their own is then out of date. */
  readonly round: number;
  readonly refusal: Refusal | null;
  readonly change: (draft: ThingContent) => void;
  readonly save: () => void;
  readonly discard: () => void;
  /** Puts the operator's changes on top of the newest. */
  readonly rebase: () => void;
  readonly remove: (reason: string) => void;
}

export interface DraftOptions {
  readonly kind: ThingKind;
  readonly first: Thing | ThingContent;
  readonly isNew: boolean;
  /** Grows when things of this kind have changed. */
  readonly revision: number;
  readonly onSaved: (thing: Thing) => void;
  readonly onRemoved: () => void;
}

const isThing = (first: Thing | ThingContent): first is Thing => 'version' in first;

export const useThingDraft = ({ kind, first, isNew, revision, onSaved, onRemoved }: DraftOptions): DraftState => {
  const { client } = useSeat();
  const [base, setBase] = useState<Thing | null>(isThing(first) ? first : null);
  const [draft, setDraft] = useState<ThingContent>(isThing(first) ? contentOf(first) : first);
  const [newest, setNewest] = useState<Thing | null>(null);
  const [isGone, setIsGone] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [round, setRound] = useState(0);

  const begin = useCallback((thing: Thing): void => {
    setBase(thing);
    setDraft(contentOf(thing));
    setNewest(null);
    setRefusal(null);
    setRound((old) => old + 1);
  }, []);

  const changed = base === null ? [] : changedKeys(contentOf(base), draft);
  const isClean = changed.length === 0;
  const [id, version] = [base?.id ?? null, base?.version ?? 0];

  // What others save is taken over where nothing has been changed here, and shown where something has.
  useEffect(() => {
    if (id === null || isSaving) return;
    const controller = new AbortController();
    void client.request('readThing', { kind: kind.kind, id }, { signal: controller.signal }).then((answer) => {
      if (controller.signal.aborted) return;
      if (!answer.ok) return setIsGone(answer.error.reason === 'notFound');
      const { thing } = answer.value.value;
      setIsGone(false);
      if (thing.version === version) return setNewest(null);
      if (isClean) begin(thing);
      else setNewest(thing);
    });
    return () => controller.abort();
  }, [client, kind, id, version, revision, isClean, isSaving, begin]);

  const save = async (): Promise<void> => {
    setIsSaving(true);
    setRefusal(null);
    const answer =
      base === null || isNew ? await client.request('addThing', { kind: kind.kind, content: draft }) : await client.request('changeThing', { kind: kind.kind, id: base.id, version: base.version, content: draft });
    setIsSaving(false);
    if (!answer.ok) return setRefusal(answer.error);
    begin(answer.value.value.thing);
    onSaved(answer.value.value.thing);
  };

  const remove = async (reason: string): Promise<void> => {
    if (base === null) return;
    setIsSaving(true);
    setRefusal(null);
    const answer = await client.request('removeThing', { kind: kind.kind, id: base.id, version: base.version, reason });
    setIsSaving(false);
    if (answer.ok) onRemoved();
    else setRefusal(answer.error);
  };

  return {
    base,
    draft,
    changed,
    faults: checkContent(kind, draft),
    newest,
    isGone,
    isSaving,
    round,
    refusal,
    change: setDraft,
    save: () => void save(),
    discard: () => (newest !== null ? begin(newest) : base !== null ? begin(base) : undefined),
    rebase: () => {
      if (newest === null || base === null) return;
      setDraft(rebased(contentOf(base), draft, contentOf(newest)));
      setBase(newest);
      setNewest(null);
      setRefusal(null);
      setRound((old) => old + 1);
    },
    remove: (reason) => void remove(reason),
  };
};
