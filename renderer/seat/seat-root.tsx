// One window's seat from the first byte on: connect, learn who sits here, then show the window or the gate in front of it.
import { useCallback, useEffect, useMemo, useState, type ComponentType, type ReactNode } from 'react';
import type { OutputOf } from '../../shared/contract/catalogue.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { translatorFor } from '../../shared/i18n/translate.ts';
import type { ConnectedClient } from '../station-client/connect-station.ts';
import { useConnection, useStream } from '../station-client/use-stream.ts';
import { ExerciseFrame } from '../ui-kit/exercise-frame.tsx';
import { Look } from '../ui-kit/theme.tsx';
import type { ThemeName } from '../ui-kit/tokens.ts';
import { AlarmStrip } from './alarm-strip.tsx';
import { AwayBar } from './away-bar.tsx';
import { SeatContext, type Seat } from './seat-context.ts';
import type { SessionExchange } from './session-exchange.ts';
import { SignIn } from './sign-in.tsx';
import { Connecting, Preparing, StoreFailed } from './station-gate.tsx';
import { TelephoneNote } from './telephone-note.tsx';
import { useStored } from './use-stored.ts';
import { WaitingBar } from './waiting-bar.tsx';

export interface SeatRootProps {
  readonly client: ConnectedClient;
  readonly exchange: SessionExchange;
  readonly nonce: string;
  /** The window, and the place its settings are kept under. */
  readonly Window: ComponentType;
  readonly settingsKey: string;
}

type Who = OutputOf<'whoAmI'>;

const LANGUAGE_KEY = 'language';

/** Who sits here, asked again whenever the line or the person changes. */
const useWho = (client: ConnectedClient, isConnected: boolean): { readonly who: Who | null; readonly ask: () => void } => {
  const [who, setWho] = useState<Who | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isConnected) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await client.request('whoAmI', {});
      if (!isCurrent) return;
      if (answer.ok) {
        client.setOwner(answer.value.value.person?.id ?? null);
        setWho(answer.value.value);
      }
      else timer = setTimeout(() => void ask(), 500);
    };
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, isConnected, round]);
  return { who, ask: useCallback(() => setRound((current) => current + 1), []) };
};

export const SeatRoot = ({ client, exchange, nonce, Window, settingsKey }: SeatRootProps): ReactNode => {
  const [language, setLanguage] = useStored<Language>(LANGUAGE_KEY, ['zh-CN', 'en'], 'zh-CN');
  const [theme, setTheme] = useStored<ThemeName>(`${settingsKey}.theme`, ['dark', 'light'], 'dark');
  const [scale, setScale] = useStored<string>(`${settingsKey}.scale`, ['0.9', '1', '1.15', '1.4', '1.8'], '1');
  const t = useMemo(() => translatorFor(language), [language]);
  const connection = useConnection(client);
  const station = useStream(client, 'station', {}, (_held, change) => change);
  const { who, ask } = useWho(client, connection.state === 'connected');

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const keep = useCallback(
    async (ticket: string): Promise<void> => {
      await exchange.keep(ticket);
      ask();
    },
    [exchange, ask],
  );

  const signIn = async (signInName: string, password: string) => {
    const result = await client.request('signIn', { signInName, password });
    if (result.ok) await keep(result.value.value.sessionTicket);
    return result;
  };

  const claim = async (code: string, signInName: string, name: string, password: string) => {
    const result = await client.request('claimStation', { code, signInName, name, password });
    if (result.ok) await keep(result.value.value.sessionTicket);
    return result;
  };

  const signOut = useCallback(async (): Promise<void> => {
    await client.request('signOut', {});
    await client.forgetOwner();
    await exchange.end();
    ask();
  }, [client, exchange, ask]);

  const becomePerson = useCallback(
    async (personId: string): Promise<void> => {
      const result = await client.request('becomeDemonstrationPerson', { personId });
      if (result.ok) await keep(result.value.value.sessionTicket);
    },
    [client, keep],
  );

  const textScale = Number(scale);
  const state = station.value;

  const seat: Seat | null = useMemo(() => {
    if (who === null || who.person === null || state === null) return null;
    return {
      client,
      person: who.person,
      who,
      station: state,
      language,
      theme,
      textScale,
      t,
      setLanguage,
      setTheme,
      setTextScale: (next) => setScale(String(next)),
      signOut: () => void signOut(),
      becomePerson: (personId) => void becomePerson(personId),
    };
  }, [client, who, state, language, theme, textScale, t, setLanguage, setTheme, setScale, signOut, becomePerson]);

  const body = (): ReactNode => {
    if (state === null) return <Connecting t={t} />;
    if (state.phase === 'failed') return <StoreFailed t={t} station={state} />;
    if (state.phase === 'preparing') return <Preparing t={t} station={state} />;
    if (who === null) return <Connecting t={t} />;
    if (seat === null) return <SignIn t={t} stationName={state.name} isUnclaimed={who.isUnclaimed} signIn={signIn} claim={claim} />;
    return (
      <SeatContext value={seat}>
        <Window key={seat.person.id} />
        <AlarmStrip />
        <TelephoneNote />
        <WaitingBar />
      </SeatContext>
    );
  };

  return (
    <Look theme={theme} language={language} textScale={textScale} nonce={nonce}>
      {body()}
      {state !== null && <AwayBar t={t} connection={connection} />}
      {state?.isDemonstration === true && <ExerciseFrame t={t} />}
    </Look>
  );
};
