import { afterEach, expect, it } from 'vitest';
import { openThingSelection, type SelectedThing, type ThingSelection } from './thing-selection.ts';

const SHELTER: SelectedThing = { kind: 'shelter', id: 's-1', position: [119.4, 28.4] };

const opened: ThingSelection[] = [];

const open = (place: string, own: 'map' | 'ledger') => {
  const heard: (SelectedThing | 'shown' | 'arrived')[] = [];
  const selection = openThingSelection(place, own, { onSelect: (thing) => heard.push(thing), onShown: () => heard.push('shown'), onArrived: () => heard.push('arrived') });
  opened.push(selection);
  return { ...selection, heard };
};

afterEach(() => {
  for (const selection of opened.splice(0)) selection.dispose();
});

const delivered = async (heard: readonly unknown[], count: number): Promise<readonly unknown[]> => {
  for (let tries = 0; tries < 100 && heard.length < count; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  return heard;
};

it('a row selected in the ledger is heard by the map, and the ledger hears that it is shown', async () => {
  const map = open('1', 'map');
  const ledger = open('1', 'ledger');
  ledger.tell(SHELTER);
  expect(await delivered(map.heard, 2)).toEqual(['arrived', SHELTER]);
  expect(await delivered(ledger.heard, 1)).toEqual(['shown']);
});

it('is not heard at another place, nor by windows of the same sort', async () => {
  const [elsewhere, same, map] = [open('2', 'map'), open('1', 'ledger'), open('1', 'map')];
  const ledger = open('1', 'ledger');
  ledger.tell(SHELTER);
  expect(await delivered(map.heard, 2)).toContainEqual(SHELTER);
  expect(elsewhere.heard).toEqual([]);
  expect(same.heard.filter((heard) => typeof heard !== 'string')).toEqual([]);
});

it('what is no message of its own is passed over', async () => {
  const map = open('1', 'map');
  const stranger = new BroadcastChannel('fenghuotai.selection.1');
  for (const message of [null, 'x', { from: 'ledger', type: 'select', thing: { kind: 1 } }, { from: 'nobody', type: 'shown' }, { from: 'ledger', type: 'select', thing: { ...SHELTER, position: 'here' } }]) stranger.postMessage(message);
  const ledger = open('1', 'ledger');
  ledger.tell(SHELTER);
  expect(await delivered(map.heard, 2)).toEqual(['arrived', SHELTER]);
  stranger.close();
});
