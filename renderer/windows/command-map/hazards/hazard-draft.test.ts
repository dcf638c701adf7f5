import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { contentOf, draftOf, isUntouched, missingOf, newDraft, questionOf, shapeOfDraft, type HazardDraft } from './hazard-draft.ts';
import type { HeldSketch } from './held-sketch.ts';
import { contentOfRecord } from './merge-changes.ts';

const NOW = new Date('2026-11-22T03:15:00.000Z');
const CIRCLE: HeldSketch = { tool: 'circle', points: [[119.5, 28.4]], keyRing: null, shape: { type: 'circle', centre: [119.5, 28.4], radiusMetres: 500 }, isComplete: true };
const PICKED: HeldSketch = { tool: 'pick', points: [[119.5, 28.4]], keyRing: null, shape: null, isComplete: true };

const filled = (sketch: HeldSketch | null, fields: Partial<HazardDraft['fields']> = {}): HazardDraft => {
  const draft = newDraft(NOW);
  return { ...draft, sketch, fields: { ...draft.fields, kind: '11D01', name: '上坞村滑坡', ...fields } };
};

describe('a hazard being drawn', () => {
  it('starts with the time of now and nothing said', () => {
    const draft = newDraft(NOW);
    expect(draft.fields.factTime).toBe(NOW.toISOString());
    expect(missingOf(draft)).toEqual(['shape', 'kind', 'name']);
    expect(isUntouched(draft)).toBe(true);
  });

  it('counts what is drawn before anybody has said what kind it is', () => {
    expect(questionOf(filled(CIRCLE, { kind: null }))).toEqual({ kind: 'other', shape: CIRCLE.shape, toxic: null });
  });

  it('counts the people of a drawn release before its substance is known', () => {
    expect(questionOf(filled(CIRCLE, { kind: 'toxicRelease' }))).toEqual({ kind: 'other', shape: CIRCLE.shape, toxic: null });
  });

  it('asks nothing while a release point has no distances', () => {
    expect(questionOf(filled(PICKED, { kind: 'toxicRelease' }))).toBeNull();
    expect(questionOf(filled(null))).toBeNull();
  });

  it('cannot be saved while the drawing is not ended', () => {
    const draft = filled({ ...CIRCLE, isComplete: false });
    expect(missingOf(draft)).toEqual(['unfinished']);
    expect(contentOf(draft)).toBeNull();
  });

  it('cannot be saved as anything but a release when only a point was picked', () => {
    expect(missingOf(filled(PICKED))).toEqual(['handShape']);
    expect(contentOf(filled(PICKED))).toBeNull();
  });

  it('is saved with its texts trimmed and without a substance where the kind has none', () => {
    const content = contentOf(filled(CIRCLE, { name: ' 上坞村滑坡 ', source: ' 电话 ', toxic: { ...newDraft(NOW).fields.toxic, substanceName: '液氨' } }));
    expect(content).toMatchObject({ name: '上坞村滑坡', source: '电话', level: null, toxic: null, shape: CIRCLE.shape });
  });

  it('draws its zones from the numbers where a point was picked', () => {
    const toxic = { ...newDraft(NOW).fields.toxic, heavyMetres: 100, lightMetres: 400 };
    expect(shapeOfDraft(filled(PICKED, { kind: 'toxicRelease', toxic }))).toEqual({ type: 'toxic', centre: [119.5, 28.4], heavyMetres: 100, lightMetres: 400, safeMetres: null, spread: { type: 'allRound' } });
  });

  it('opens a saved hazard so that saving it unchanged says the same', () => {
    const hazard = hazardRecord({ note: '有落石' });
    expect(contentOf(draftOf(hazard))).toEqual(contentOfRecord(hazard));
  });

  it('opens a saved release with wind and distances so that saving it unchanged says the same', () => {
    const wind = { fromDegrees: 45, metresPerSecond: 3, measuredAt: '2026-11-22T03:00:00.000Z', validUntil: '2026-11-22T04:00:00.000Z', source: '气象站' };
    const toxic = { substanceId: 'chlorine', substanceName: '液氯', unNumber: '1017', amount: { value: 2, unit: 't' as const, isEstimated: true }, wind, measures: { heavy: 'evacuate' as const, light: null }, distanceSource: '专家' };
    const hazard = hazardRecord({ kind: 'toxicRelease', toxic, shape: { type: 'toxic', centre: [119.5, 28.4], heavyMetres: 100, lightMetres: 400, safeMetres: 800, spread: { type: 'downwind', spanDegrees: 60 } } });
    expect(contentOf(draftOf(hazard))).toEqual(contentOfRecord(hazard));
  });

  it('keeps a shape with a hole as it is', () => {
    const ring = [[119.5, 28.4], [119.51, 28.4], [119.51, 28.41], [119.5, 28.4]] as const;
    const hazard = hazardRecord({ shape: { type: 'polygon', polygon: [ring, ring] } });
    const draft = draftOf(hazard);
    expect(draft.sketch?.tool).toBe('kept');
    expect(contentOf(draft)?.shape).toEqual(hazard.shape);
  });
});
