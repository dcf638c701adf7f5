// The doors of all windows at one station, and which session each place at this machine is kept signed in by.
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import type { Station } from '../station/station.ts';
import { openIpcDoor, type DoorPort } from './ipc-door.ts';
import { watchSession } from './session-watch.ts';

export interface StationDoorsOptions {
  readonly station: Pick<Station, 'frontDesk' | 'sessions' | 'settled'>;
  readonly clock: Clock;
  /** What places held before the station was started again. */
  readonly tokens: ReadonlyMap<string, string>;
  /** A place has another session now, or none: kept outside, it survives the end of this process. */
  readonly onToken: (place: string, token: string | null) => void;
  readonly openPort: (ticket: string, port: DoorPort) => void;
}

export interface StationDoors {
  readonly enter: (place: string, port: DoorPort) => Promise<void>;
  readonly dispose: () => void;
}

interface OpenDoor {
  readonly place: string;
  readonly door: Disposable;
  /** Came with a session before the station could look it up. */
  readonly isEarly: boolean;
}

const DOOR = 'desktop';

export const createStationDoors = ({ station, clock, tokens: earlier, onToken, openPort }: StationDoorsOptions): StationDoors => {
  const tokens = new Map(earlier);
  const doors = new Set<OpenDoor>();
  let isSettled = false;

  /** Their windows come back at once, and then by what holds now. */
  const reopen = (isMeant: (open: OpenDoor) => boolean): void => {
    for (const open of [...doors]) if (isMeant(open)) open.door.dispose();
  };

  const keep = async (own: () => OpenDoor | null, place: string, ticket: string): Promise<void> => {
    const redeemed = await station.sessions().redeem(ticket);
    if (redeemed === null) return;
    tokens.set(place, redeemed.token);
    onToken(place, redeemed.token);
    reopen((open) => open.place === place && open !== own());
  };

  const forget = async (own: () => OpenDoor | null, place: string): Promise<void> => {
    const token = tokens.get(place);
    tokens.delete(place);
    onToken(place, null);
    if (token !== undefined) await station.sessions().end(token);
    reopen((open) => open.place === place && open !== own());
  };

  void station.settled.then(() => {
    isSettled = true;
    reopen((open) => open.isEarly);
  });

  return {
    enter: async (place, port) => {
      const token = tokens.get(place) ?? null;
      const isEarly = token !== null && !isSettled;
      const start = await station.sessions().start(DOOR, token);
      let entered: OpenDoor | null = null;
      const own = (): OpenDoor | null => entered;
      const watch = watchSession({ ticket: (ticket) => void keep(own, place, ticket), signedOut: () => void forget(own, place) });
      const onClosed = (): void => {
        if (entered !== null) doors.delete(entered);
      };
      const door = openIpcDoor({ desk: station.frontDesk, port, start, clock, onReceived: watch.received, onSent: watch.sent, onClosed, openPort });
      entered = { place, door, isEarly };
      doors.add(entered);
      // It became ready while this one was looked up.
      if (isEarly && isSettled) door.dispose();
    },
    dispose: () => reopen(() => true),
  };
};
