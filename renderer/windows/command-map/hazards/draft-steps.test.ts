import { describe, expect, it } from 'vitest';
import { hazardRecord } from '../../../../tests/fixtures/hazards/hazard-record.ts';
import { afterCancel, byDistances, withTool } from './draft-steps.ts';
import { draftOf, newDraft, type HazardDraft } from './hazard-draft.ts';
import type { HeldSketch } from './held-sketch.ts';

const NOW = new Date('2026-11-22T03:15:00.000Z');
const CIRCLE: HeldSketch = { tool: 'circle', points: [[119.5, 28.4]], keyRing: null, shape: { type: 'circle', centre: [119.5, 28.4], radiusMetres: 500 }, isComplete: true };
const BEGUN: HeldSketch = { tool: 'polygon', points: [[119.5, 28.4]], keyRing: null, shape: null, isComplete: false };

const drawn = (sketch: HeldSketch | null, more: Partial<HazardDraft> = {}): HazardDraft => ({ ...newDraft(NOW), sketch, ...more });

describe('a draft, step by step', () => {
  it('keeps a finished drawing until the next one is finished too', () => {
    const begun = withTool(drawn(CIRCLE), 'polygon', NOW);
    expect(begun).toMatchObject({ sketch: null, former: CIRCLE });
    expect(withTool({ ...begun, sketch: BEGUN }, 'sector', NOW).former).toBe(CIRCLE);
  });

  it('takes a picked point for a release', () => expect(withTool(null, 'pick', NOW).fields.kind).toBe('toxicRelease'));

  it('asks before a finished drawing is given up', () => expect(afterCancel(drawn(CIRCLE))).toEqual({ draft: drawn(CIRCLE), isAsked: true }));

  it('goes back to the former drawing when the new one is given up', () => {
    expect(afterCancel(drawn(BEGUN, { former: CIRCLE }))).toMatchObject({ draft: { sketch: CIRCLE, former: null }, isAsked: false });
  });

  it('leaves nothing of a drawing nobody has said anything about', () => expect(afterCancel(drawn(BEGUN)).draft).toBeNull());

  it('keeps what has been said when an unfinished drawing is given up', () => {
    const said = drawn(BEGUN, { fields: { ...newDraft(NOW).fields, source: '村书记电话' } });
    expect(afterCancel(said).draft).toMatchObject({ sketch: null, fields: { source: '村书记电话' } });
    expect(afterCancel({ ...draftOf(hazardRecord()), sketch: null }).draft).not.toBeNull();
  });

  it('goes by distances from the middle of what was drawn, and can go back', () => {
    expect(byDistances(drawn(CIRCLE))).toMatchObject({ former: CIRCLE, sketch: { tool: 'pick', points: [[119.5, 28.4]] }, fields: { kind: 'toxicRelease' } });
    expect(byDistances(drawn(BEGUN))).toBeNull();
  });
});
