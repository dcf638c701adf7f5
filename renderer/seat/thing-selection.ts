// What is selected in one window shown in the others of the same place: a row of the ledger on the map, a thing of the map in the ledger.
import type { LonLat } from '../../shared/kernel/units.ts';

export interface SelectedThing {
  readonly kind: string;
  readonly id: string;
  /** Null where nobody has placed it. */
  readonly position: LonLat | null;
}

type Window = 'map' | 'ledger';

export interface ThingSelection {
  readonly tell: (thing: SelectedThing) => void;
  readonly dispose: () => void;
}

export interface SelectionListener {
  readonly onSelect: (thing: SelectedThing) => void;
  /** A window of the other sort has shown what was told. */
  readonly onShown?: () => void;
  /** A window of the other sort has opened. */
  readonly onArrived?: () => void;
}

type Message = { readonly from: Window; readonly type: 'select'; readonly thing: SelectedThing } | { readonly from: Window; readonly type: 'shown' | 'arrived' };

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null;

const isPosition = (value: unknown): value is LonLat => Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');

const isThing = (value: unknown): value is SelectedThing =>
  isRecord(value) && typeof value['kind'] === 'string' && typeof value['id'] === 'string' && (value['position'] === null || isPosition(value['position']));

/** Another version of the program may have a window open too. */
const readMessage = (value: unknown): Message | null => {
  if (!isRecord(value)) return null;
  const { from, type, thing } = value;
  if (from !== 'map' && from !== 'ledger') return null;
  if (type === 'select') return isThing(thing) ? { from, type, thing } : null;
  return type === 'shown' || type === 'arrived' ? { from, type } : null;
};

/** `place` keeps the windows of two people in one browser apart. */
export const openThingSelection = (place: string, own: Window, listener: SelectionListener): ThingSelection => {
  const channel = new BroadcastChannel(`fenghuotai.selection.${place}`);
  const post = (message: Message): void => channel.postMessage(message);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readMessage(data);
    if (message === null || message.from === own) return;
    if (message.type === 'select') {
      listener.onSelect(message.thing);
      post({ from: own, type: 'shown' });
    } else if (message.type === 'shown') listener.onShown?.();
    else listener.onArrived?.();
  });
  post({ from: own, type: 'arrived' });
  return {
    tell: (thing) => post({ from: own, type: 'select', thing }),
    dispose: () => channel.close(),
  };
};
