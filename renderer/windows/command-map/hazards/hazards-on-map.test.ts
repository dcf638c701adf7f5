import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { draftOf, newDraft } from './hazard-draft.ts';
import { boundsOf, hazardsOnMap, type HazardsOnMapOptions } from './hazards-on-map.ts';
import { NOTHING_COUNTED } from './live-counter.ts';

const words: HazardsOnMapOptions['words'] = { past: ({ version }) => `past ${version}`, closed: ({ name }) => `closed ${name}`, unsaved: 'unsaved' };

const shown = (more: Partial<HazardsOnMapOptions>) => hazardsOnMap({ active: [hazardRecord()], selected: null, past: null, draft: null, count: NOTHING_COUNTED, words, ...more });

describe('hazards on the map', () => {
  it('are all active ones, the one looked at marked', () => {
    expect(shown({ selected: hazardRecord() })).toMatchObject([{ id: 'h1', level: 'red', isSelected: true }]);
    expect(shown({})).toMatchObject([{ id: 'h1', isSelected: false }]);
  });

  it('show an old version beside the present one, without a level and by its number', () => {
    const past = hazardRecord({ version: 1 });
    expect(shown({ active: [hazardRecord({ version: 3 })], selected: hazardRecord({ version: 3 }), past })).toMatchObject([{ level: 'red', isSelected: false }, { name: 'past 1', level: null, isSelected: true }]);
  });

  it('show a closed one only while it is looked at, saying so', () => {
    expect(shown({ active: [], selected: hazardRecord({ state: 'closed' }) })).toMatchObject([{ name: 'closed 上坞村滑坡', level: null }]);
  });

  it('leave what the tools draw to the tools', () => {
    expect(shown({ active: [], draft: draftOf(hazardRecord()) })).toEqual([]);
  });

  it('show the bare distances of a release until the station has answered', () => {
    const draft = newDraft(new Date());
    const toxic = { ...draft.fields.toxic, heavyMetres: 100, lightMetres: 400 };
    const picked = { ...draft, sketch: { tool: 'pick' as const, points: [[119.5, 28.4] as const], keyRing: null, shape: null, isComplete: true }, fields: { ...draft.fields, kind: 'toxicRelease', toxic } };
    expect(shown({ active: [], draft: picked })).toMatchObject([{ name: 'unsaved', zones: [{ grade: 'heavy' }, { grade: 'light' }] }]);
  });

  it('have bounds only where there is something', () => {
    expect(boundsOf(hazardRecord().zones)).toEqual([119.5, 28.4, 119.51, 28.41]);
    expect(boundsOf([])).toBeNull();
  });
});
