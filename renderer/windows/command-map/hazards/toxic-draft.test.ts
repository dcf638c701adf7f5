import { describe, expect, it } from 'vitest';
import type { ToxicSubstance } from '../../../../shared/domain/hazard/toxic-release.ts';
import { adviceFor, isNightHour, newToxicDraft, releaseOf, toxicDraftOf, toxicMissing, toxicShapeOf, withAdvice, withSubstance, type ToxicDraft } from './toxic-draft.ts';

const CHLORINE: ToxicSubstance = {
  id: 'chlorine',
  version: 0,
  name: '液氯',
  otherNames: [],
  unNumber: '1017',
  unNumberSource: '表',
  confusion: '',
  small: { isolation: { metres: 60, source: '甲', isVerified: false }, downwindDay: { metres: 400, source: '甲', isVerified: false } },
  large: { isolation: { metres: 600, source: '乙', isVerified: false } },
};

const WIND = { fromDegrees: 45, metresPerSecond: 3, measuredAt: '2026-11-22T03:00:00.000Z', validUntil: '2026-11-22T04:00:00.000Z', source: '气象站' };

const draft = (more: Partial<ToxicDraft>): ToxicDraft => ({ ...withSubstance(newToxicDraft(false), CHLORINE), ...more });

describe('a toxic release being filled in', () => {
  it('takes the UN number with the substance, and drops it for one that is not in the table', () => {
    expect(withSubstance(newToxicDraft(false), CHLORINE)).toMatchObject({ substanceId: 'chlorine', substanceName: '液氯', unNumber: '1017', isOwn: false });
    expect(withSubstance(draft({}), null)).toMatchObject({ substanceId: null, substanceName: '', unNumber: '', isOwn: true });
  });

  it('advises nothing until the size of the spill is said', () => {
    expect(adviceFor(draft({}), CHLORINE)).toBeNull();
    expect(adviceFor(draft({ size: 'small' }), undefined)).toBeNull();
  });

  it('leaves a distance to the expert where the table has none', () => {
    expect(adviceFor(draft({ size: 'small', isNight: true }), CHLORINE)).toEqual({ heavy: CHLORINE.small.isolation, light: null });
  });

  it('takes over the table’s distances with their source and leaves the others as they were', () => {
    const advice = adviceFor(draft({ size: 'large', lightMetres: 2_000, distanceSource: '专家' }), CHLORINE);
    expect(advice).not.toBeNull();
    if (advice === null) return;
    expect(withAdvice(draft({ lightMetres: 2_000, distanceSource: '专家' }), advice)).toMatchObject({ heavyMetres: 600, lightMetres: 2_000, distanceSource: '乙' });
  });

  it('is no release while the wind is only half filled in', () => {
    expect(releaseOf(draft({ wind: { ...WIND, validUntil: null } }))).toBeNull();
    expect(releaseOf(draft({ wind: { ...WIND, source: ' ' } }))).toBeNull();
    expect(releaseOf(draft({ wind: WIND }))?.wind).toEqual(WIND);
  });

  it('keeps an unknown amount and an unknown UN number unknown', () => {
    expect(releaseOf(draft({ unNumber: '' }))).toMatchObject({ unNumber: null, amount: null });
    expect(releaseOf(draft({ unNumber: '17' }))).toBeNull();
  });

  it('names everything that is missing before zones can be drawn by distances', () => {
    expect(toxicMissing(newToxicDraft(false), true)).toEqual(['substance', 'distances', 'distanceSource']);
    expect(toxicMissing(draft({ heavyMetres: 100, lightMetres: 300, isDownwind: true, wind: WIND, distanceSource: '专家' }), true)).toEqual(['span']);
    expect(toxicMissing(draft({}), false)).toEqual([]);
  });

  it('draws no downwind zone without an angle', () => {
    expect(toxicShapeOf([119.5, 28.4], draft({ heavyMetres: 100, lightMetres: 300, isDownwind: true }))).toBeNull();
    expect(toxicShapeOf([119.5, 28.4], draft({ heavyMetres: 100, lightMetres: 300 }))).toMatchObject({ type: 'toxic', safeMetres: null, spread: { type: 'allRound' } });
  });

  it('comes back from a saved release as it was filled in', () => {
    const filled = draft({ heavyMetres: 100, lightMetres: 300, isDownwind: true, spanDegrees: 60, wind: WIND, amount: 2, heavyMeasure: 'evacuate', distanceSource: '专家' });
    const [release, shape] = [releaseOf(filled), toxicShapeOf([119.5, 28.4], filled)];
    expect(release === null ? null : toxicDraftOf(release, shape, false)).toEqual(filled);
  });

  it('knows night from day by the hour', () => expect([5, 6, 17, 18].map(isNightHour)).toEqual([true, false, false, true]));
});
