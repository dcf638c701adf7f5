// Villages on the telephone: what each last said of road, power and networks, who is silent, and the notes themselves.
import { z } from 'zod';
import { ASPECT_STATES } from '../domain/hazard/village-state.ts';
import { ALL_ROLES, DESK_ROLES } from '../domain/people/role.ts';
import { command, query, stream } from './define.ts';
import { idShape, lonLatShape, nothing, pageShape, timeShape } from './shapes.ts';

const stateShape = z.enum(ASPECT_STATES);

const reportsShape = z.strictObject({ road: stateShape.exactOptional(), power: stateShape.exactOptional(), mobileNetwork: stateShape.exactOptional(), satellitePhone: stateShape.exactOptional() });

const aspectShape = z.strictObject({
  /** What may be shown now: a silent village’s is `unknown`. */
  state: stateShape,
  /** What it last said, for saying “last known”; null where it never spoke of it. */
  lastKnown: z.strictObject({ state: stateShape, timeOfFact: timeShape, noteId: idShape }).nullable(),
});

export const villageStateShape = z.strictObject({
  areaCode: z.string(),
  name: z.string(),
  townshipName: z.string(),
  position: lonLatShape.nullable(),
  road: aspectShape,
  power: aspectShape,
  mobileNetwork: aspectShape,
  satellitePhone: aspectShape,
  /** Null: never heard from. */
  lastHeardAt: timeShape.nullable(),
  isSilent: z.boolean(),
});

export type VillageState = z.infer<typeof villageStateShape>;

export const telephoneNoteShape = z.strictObject({
  id: idShape,
  sequence: z.number().int(),
  areaCode: z.string(),
  areaName: z.string(),
  caller: z.string(),
  phone: z.string(),
  words: z.string(),
  timeHeard: timeShape,
  timeOfFact: timeShape,
  position: lonLatShape.nullable(),
  reports: reportsShape,
  corrects: idShape.nullable(),
  correctedBy: idShape.nullable(),
  writtenBy: z.strictObject({ id: idShape, name: z.string() }),
  writtenAt: timeShape,
  isExercise: z.boolean(),
});

export type TelephoneNoteRecord = z.infer<typeof telephoneNoteShape>;

export const VILLAGE_OPERATIONS = {
  /** May lie in an outbox: a note says when it was heard, whenever it arrives. */
  addTelephoneNote: command({
    name: 'addTelephoneNote',
    roles: DESK_ROLES,
    mayWait: true,
    input: z.strictObject({
      /** Village, township or county; empty where the caller’s place is not known yet. */
      areaCode: z.string().regex(/^(\d{6}|\d{9}|\d{12})?$/),
      caller: z.string().max(100),
      phone: z.string().max(40),
      words: z.string().trim().min(1).max(4_000),
      timeHeard: timeShape,
      /** Without it, the moment it was heard. */
      timeOfFact: timeShape.optional(),
      position: lonLatShape.nullable().optional(),
      reports: reportsShape.optional(),
      corrects: idShape.optional(),
    }),
    output: z.strictObject({ note: telephoneNoteShape }),
  }),
  /** Newest first by the time heard. */
  listTelephoneNotes: query({
    name: 'listTelephoneNotes',
    roles: DESK_ROLES,
    isReplicated: true,
    input: z.strictObject({ areaCode: z.string().regex(/^\d{0,12}$/).optional(), ...pageShape }),
    output: z.strictObject({ total: z.number().int(), notes: z.array(telephoneNoteShape).readonly() }),
  }),
  /** Never heard first, then the longest silence. */
  readVillageStates: query({
    name: 'readVillageStates',
    roles: ALL_ROLES,
    isReplicated: true,
    input: nothing,
    output: z.strictObject({ computedAt: timeShape, silentAfterMinutes: z.number(), villages: z.array(villageStateShape).readonly() }),
  }),
};

export const VILLAGE_STREAMS = {
  /** A change carries the villages that said something, fell silent, or came or went with the map’s data. */
  villageStates: stream({
    name: 'villageStates',
    roles: ALL_ROLES,
    delivery: 'every',
    parameters: nothing,
    snapshot: z.strictObject({ silentAfterMinutes: z.number(), villages: z.array(villageStateShape).readonly() }),
    change: z.strictObject({ villages: z.array(villageStateShape).readonly(), removedCodes: z.array(z.string()).readonly() }),
  }),
  telephoneNotes: stream({
    name: 'telephoneNotes',
    roles: DESK_ROLES,
    delivery: 'every',
    parameters: nothing,
    /** The latest notes, newest first. */
    snapshot: z.strictObject({ notes: z.array(telephoneNoteShape).readonly() }),
    /** The note written, and the note it corrects as it now stands. */
    change: z.strictObject({ note: telephoneNoteShape, corrected: telephoneNoteShape.nullable() }),
  }),
};
