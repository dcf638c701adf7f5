// The people's room behind a real front desk, and windows at its doors: each a real preload bridge on a real port.
import { randomBytes } from 'node:crypto';
import { createStationBridge, type OpenBridge } from '../../electron/preload/station-bridge.ts';
import type { DoorPort } from '../../electron/shell/ipc-door.ts';
import { createStationDoors, type StationDoors } from '../../electron/shell/station-doors.ts';
import { createFrontDesk } from '../../electron/station/front-desk/front-desk.ts';
import { createSeatSessions, followPeople } from '../../electron/station/seat-sessions.ts';
import type { ReplyMessage } from '../../shared/contract/bridge.ts';
import { PEOPLE_OPERATIONS, PEOPLE_STREAMS } from '../../shared/contract/people.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { timeOrderedIds } from '../../shared/kernel/ids.ts';
import { nodePort } from '../contract/doors/node-port.ts';
import { openPeopleStation, type PeopleStation } from '../contract/people/people-station.ts';

/** A window whose preload asks the doors for a port again whenever it has none, as under the shell. */
export interface TestWindow {
  readonly verbs: OpenBridge['verbs'];
  readonly ask: (operation: string, input: unknown) => Promise<ReplyMessage['result']>;
  readonly asksForPort: () => number;
  readonly close: () => void;
}

export interface DeskWithPeople {
  readonly station: PeopleStation;
  readonly tokens: ReadonlyMap<string, string>;
  readonly handedPorts: readonly string[];
  readonly seats: () => number;
  readonly window: (place: string) => TestWindow;
  /** The station's process ends and another takes its place; `settle` makes it ready. */
  readonly restart: () => { readonly settle: () => void };
  readonly dispose: () => Promise<void>;
}

export const openDeskWithPeople = async (clock: Clock): Promise<DeskWithPeople> => {
  const station = await openPeopleStation();
  const tokens = new Map<string, string>();
  const handedPorts: string[] = [];
  const windows = new Set<OpenBridge>();
  const ids = timeOrderedIds(Date.now, randomBytes);

  const start = (isReady: boolean) => {
    const people = station.people();
    let known = isReady ? people : null;
    const frontDesk = createFrontDesk({ operations: PEOPLE_OPERATIONS, streams: PEOPLE_STREAMS, handlers: people.handlers, sources: people.sources, clock, ids, recallOutcome: async () => null, onFault: () => undefined });
    const unfollow = followPeople(people, frontDesk);
    const settled = Promise.withResolvers<void>();
    const sessions = createSeatSessions(() => known, ids);
    const settle = (): void => {
      known = people;
      settled.resolve();
    };
    if (isReady) settle();
    const doors: StationDoors = createStationDoors({
      station: { frontDesk, sessions: () => sessions, settled: settled.promise },
      clock,
      tokens,
      onToken: (place, token) => void (token === null ? tokens.delete(place) : tokens.set(place, token)),
      openPort: (ticket, port: DoorPort) => {
        handedPorts.push(ticket);
        port.post(`bytes of ${ticket}`);
      },
    });
    return { doors, frontDesk, settle, dispose: () => (doors.dispose(), frontDesk.dispose(), unfollow()) };
  };

  let running = start(true);
  return {
    station,
    tokens,
    handedPorts,
    seats: () => running.frontDesk.seats().size,
    window: (place) => {
      let asks = 0;
      let lastId = 0;
      const bridge = createStationBridge({
        clock,
        askForPort: () => {
          asks += 1;
          const { port1, port2 } = new MessageChannel();
          setImmediate(() => bridge.attach(port1));
          void running.doors.enter(place, nodePort(port2));
        },
        hand: (_ticket, port) => port.addEventListener('message', () => undefined),
      });
      windows.add(bridge);
      return {
        verbs: bridge.verbs,
        ask: async (operation, input) => {
          lastId += 1;
          const reply = await bridge.verbs.request({ type: 'request', id: lastId, operation, input, commandId: ids.next() });
          if (reply === null) throw new Error('no reply');
          return reply.result;
        },
        asksForPort: () => asks,
        close: () => bridge.dispose(),
      };
    },
    restart: () => {
      running.dispose();
      running = start(false);
      return { settle: () => running.settle() };
    },
    dispose: async () => {
      for (const bridge of windows) bridge.dispose();
      running.dispose();
      await station.dispose();
    },
  };
};
