// Electron's displays as screens to place windows on, the primary one first.
import type { Display, Screen as ElectronScreen } from 'electron';
import type { PlaceRequest, Screen, ScreenIdentity } from './place-window.ts';

export const identityOf = ({ id, label, bounds }: Display): ScreenIdentity => ({ id, label, bounds });

const screenOf = (display: Display): Screen => ({ ...identityOf(display), workArea: display.workArea });

export const readScreens = (screen: ElectronScreen): PlaceRequest['screens'] => {
  const primary = screen.getPrimaryDisplay();
  return [screenOf(primary), ...screen.getAllDisplays().filter(({ id }) => id !== primary.id).map(screenOf)];
};
