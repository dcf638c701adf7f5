// The one page of every window: finds which window it is, connects its seat and shows it.
import { lazy, StrictMode, Suspense, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { windowEntry, WINDOWS } from '../shared/contract/windows.ts';
import { SeatRoot } from './seat/seat-root.tsx';
import { placeOfWindow, webSessionExchange, type SessionExchange } from './seat/session-exchange.ts';
import { connectStation } from './station-client/connect-station.ts';
import { preloadLine } from './station-client/preload-line.ts';
import { openReplica } from './station-client/replica.ts';
import { webSocketLine } from './station-client/web-socket-line.ts';
import './ui-kit/look.css';

const windows = import.meta.glob<{ readonly Window: ComponentType }>('./windows/*/window.tsx');

const nameOfWindow = (path: string): string => {
  const name = path.replace(/^.*\//, '');
  return windowEntry(name)?.name ?? WINDOWS.find((entry) => entry.isFirst)?.name ?? 'command-map';
};

const name = nameOfWindow(location.pathname);
const place = placeOfWindow(location.search);
const load = windows[`./windows/${name}/window.tsx`];
const target = document.querySelector('#window');
if (target === null || load === undefined) throw new Error(`no window ${name}`);

const Window = lazy(async () => ({ default: (await load()).Window }));
const nonce = document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? '';
// Under the desktop application the door itself keeps the place signed in.
const keptByTheDoor: SessionExchange = { keep: async () => undefined, end: async () => undefined };
const bridge = window.fenghuotai;
const line = bridge === undefined ? webSocketLine(place) : preloadLine(bridge);
const client = connectStation({ line, replica: openReplica(place), newId: () => crypto.randomUUID() });

createRoot(target).render(
  <StrictMode>
    <SeatRoot
      client={client}
      exchange={bridge === undefined ? webSessionExchange(place) : keptByTheDoor}
      nonce={nonce}
      settingsKey={`${name}.${place}`}
      Window={() => (
        <Suspense>
          <Window />
        </Suspense>
      )}
    />
  </StrictMode>,
);
