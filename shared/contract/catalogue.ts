// Everything that can be asked of the station: one line a feature.
import type { z } from 'zod';
import { ATLAS_OPERATIONS, ATLAS_STREAMS } from './atlas.ts';
import { HAZARD_OPERATIONS, HAZARD_STREAMS } from './hazards.ts';
import { IMPORT_OPERATIONS, IMPORT_STREAMS } from './imports.ts';
import { PEOPLE_OPERATIONS, PEOPLE_STREAMS } from './people.ts';
import { STATION_OPERATIONS, STATION_STREAMS } from './station.ts';
import { VILLAGE_OPERATIONS, VILLAGE_STREAMS } from './villages.ts';

export const OPERATIONS = { ...STATION_OPERATIONS, ...PEOPLE_OPERATIONS, ...ATLAS_OPERATIONS, ...HAZARD_OPERATIONS, ...VILLAGE_OPERATIONS, ...IMPORT_OPERATIONS };

export const STREAMS = { ...STATION_STREAMS, ...PEOPLE_STREAMS, ...ATLAS_STREAMS, ...HAZARD_STREAMS, ...VILLAGE_STREAMS, ...IMPORT_STREAMS };

export type OperationName = keyof typeof OPERATIONS;
export type InputOf<N extends OperationName> = z.input<(typeof OPERATIONS)[N]['input']>;
export type OutputOf<N extends OperationName> = z.output<(typeof OPERATIONS)[N]['output']>;

export type StreamName = keyof typeof STREAMS;
export type ParametersOf<N extends StreamName> = z.input<(typeof STREAMS)[N]['parameters']>;
export type SnapshotOf<N extends StreamName> = z.output<(typeof STREAMS)[N]['snapshot']>;
export type ChangeOf<N extends StreamName> = z.output<(typeof STREAMS)[N]['change']>;

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(OPERATIONS, name);
export const isStreamName = (name: string): name is StreamName => Object.hasOwn(STREAMS, name);
