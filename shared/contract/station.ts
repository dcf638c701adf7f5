// The station about itself: what it is, how it is, and what it has counted.
import { z } from 'zod';
import { ALL_ROLES, DESK_ROLES } from '../domain/people/role.ts';
import { command, query, stream } from './define.ts';
import { nothing, timeShape } from './shapes.ts';

const storeFailureShape = z.strictObject({ reason: z.enum(['diskFull', 'readOnly', 'corrupt', 'newerSchema', 'inUse', 'unreachable', 'otherKind']), detail: z.string() });

export const stationStateShape = z.strictObject({
  /** 演练: everything in this station is invented, and it can never open a live link. */
  isDemonstration: z.boolean(),
  name: z.string(),
  version: z.string(),
  /** `preparing` while the demonstration is generated or the ledgers are read; `failed` where the store cannot be opened. */
  phase: z.enum(['preparing', 'ready', 'failed']),
  progress: z.strictObject({ fraction: z.number(), stage: z.string() }).nullable(),
  store: z.strictObject({ state: z.enum(['writable', 'readOnly', 'failed']), failure: storeFailureShape.nullable() }),
  lastBackup: z.strictObject({ time: timeShape, path: z.string(), isGood: z.boolean() }).nullable(),
  startedAt: timeShape,
});

export type StationState = z.infer<typeof stationStateShape>;

export const STATION_OPERATIONS = {
  readStationTime: query({ name: 'readStationTime', roles: 'anyone', input: nothing, output: z.strictObject({ time: timeShape }) }),
  /** Requests refused since the start, by reason. */
  readRefusals: query({ name: 'readRefusals', roles: DESK_ROLES, input: nothing, output: z.strictObject({ counts: z.record(z.string(), z.number().int()) }) }),
  backUp: command({ name: 'backUp', roles: ['administrator', 'dutyOfficer', 'commander'], input: nothing, output: z.strictObject({ path: z.string(), entries: z.number().int(), bytes: z.number().int() }) }),
  readJournal: query({
    name: 'readJournal',
    roles: DESK_ROLES,
    input: z.strictObject({ after: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({
      head: z.number().int(),
      entries: z.array(z.strictObject({ sequence: z.number().int(), time: timeShape, seat: z.string(), person: z.string().nullable(), operation: z.string(), payload: z.string(), hash: z.string() })),
    }),
  }),
};

export const STATION_STREAMS = {
  station: stream({ name: 'station', roles: 'anyone', delivery: 'latest', parameters: nothing, snapshot: stationStateShape, change: stationStateShape }),
  /** The log as it grows: number, time, who, what. Payloads are read apart. */
  journal: stream({
    name: 'journal',
    roles: ALL_ROLES,
    delivery: 'every',
    parameters: nothing,
    snapshot: z.strictObject({ sequence: z.number().int() }),
    change: z.strictObject({ sequence: z.number().int(), time: timeShape, person: z.string().nullable(), operation: z.string() }),
  }),
};
