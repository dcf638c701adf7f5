// What every part of a window may ask about its seat: the client, the person, the language and the look.
import { createContext, useContext } from 'react';
import type { OutputOf } from '../../shared/contract/catalogue.ts';
import type { Person } from '../../shared/contract/people.ts';
import type { StationState } from '../../shared/contract/station.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { ConnectedClient } from '../station-client/connect-station.ts';
import type { ThemeName } from '../ui-kit/tokens.ts';

export interface Seat {
  readonly client: ConnectedClient;
  readonly person: Person;
  readonly who: OutputOf<'whoAmI'>;
  readonly station: StationState;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly textScale: number;
  readonly t: Translate;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: ThemeName) => void;
  readonly setTextScale: (scale: number) => void;
  readonly signOut: () => void;
  readonly becomePerson: (personId: string) => void;
}

export const SeatContext = createContext<Seat | null>(null);

/** Only below a seat: outside one it is a defect, not a state. */
export const useSeat = (): Seat => {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error('useSeat outside a seat');
  return seat;
};
