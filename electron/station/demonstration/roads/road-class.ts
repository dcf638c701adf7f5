// Classes of road, highest first, and what each may climb, carry and be driven at.

export const ROAD_CLASSES = ['motorway', 'national', 'provincial', 'county', 'township', 'village', 'track', 'path'] as const;

export type RoadClass = (typeof ROAD_CLASSES)[number];

/** Lower is higher: 0 is the motorway. */
export const classRank = (roadClass: RoadClass): number => ROAD_CLASSES.indexOf(roadClass);

export interface LayingRule {
  readonly roadClass: RoadClass;
  /** Rise over run that costs as much again as level ground. */
  readonly comfortGrade: number;
  /** Cost of a bridge: metres of detour worth taking, per metre of water. */
  readonly bridgePerMetre: number;
  /** Cost of following a road that is already there, as a share of building one. */
  readonly reuse: number;
}

export const LAYING_RULES: Readonly<Record<RoadClass, LayingRule>> = {
  motorway: { roadClass: 'motorway', comfortGrade: 0.05, bridgePerMetre: 4, reuse: 1 },
  national: { roadClass: 'national', comfortGrade: 0.035, bridgePerMetre: 10, reuse: 0.35 },
  provincial: { roadClass: 'provincial', comfortGrade: 0.04, bridgePerMetre: 12, reuse: 0.35 },
  county: { roadClass: 'county', comfortGrade: 0.055, bridgePerMetre: 16, reuse: 0.4 },
  township: { roadClass: 'township', comfortGrade: 0.07, bridgePerMetre: 22, reuse: 0.45 },
  village: { roadClass: 'village', comfortGrade: 0.085, bridgePerMetre: 26, reuse: 0.5 },
  track: { roadClass: 'track', comfortGrade: 0.12, bridgePerMetre: 12, reuse: 0.6 },
  path: { roadClass: 'path', comfortGrade: 0.25, bridgePerMetre: 10, reuse: 0.6 },
};
