// How the layer tree is arranged: the six of the one map first.
import { term, type Term } from '../../../shared/domain/atlas/field.ts';
import { THING_KINDS } from '../../../shared/domain/atlas/thing-kinds.ts';

export interface LayerGroup {
  readonly term: Term;
  readonly kinds: readonly string[];
}

const CORE = THING_KINDS.filter((kind) => kind.isCoreLayer).map((kind) => kind.kind);
const NOT_LISTED = new Set(['stockItem', 'waterway']);
const GROUND = ['township', 'village', 'road', 'household', 'gridUnit', 'riskZone'];

export const LAYER_GROUPS: readonly LayerGroup[] = [
  { term: term('一张图六层', 'The six layers'), kinds: CORE },
  { term: term('预警与监测', 'Warning and monitoring'), kinds: THING_KINDS.map((kind) => kind.kind).filter((kind) => !CORE.includes(kind) && !GROUND.includes(kind) && !NOT_LISTED.has(kind)) },
  { term: term('底图与网格', 'Ground and grid'), kinds: GROUND },
];

/** What a new window shows: the six, the loudspeakers and the boundaries. */
export const FIRST_VISIBLE: readonly string[] = [...CORE, 'loudspeaker', 'township', 'road', 'waterway'];
