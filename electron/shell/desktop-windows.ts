// All windows of the desktop application: opened by name, remembered by slot, brought back at the next start.
import type { BrowserWindow, WebContents } from 'electron';
import { windowEntry, WINDOWS } from '../../shared/contract/windows.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Disposable } from '../../shared/kernel/disposable.ts';
import { FIRST_PLACE, type WindowAddress } from './app-origin.ts';
import { openDesktopWindow, type DesktopWindow } from './desktop-window.ts';
import type { WindowMemory, WindowSlot } from './window-memory.ts';

export interface DesktopWindowsOptions {
  readonly memory: WindowMemory;
  readonly clock: Clock;
  readonly preload: string;
  readonly icon: string;
  readonly isForDevelopers: boolean;
  /** Of a window whose page says `title`. */
  readonly titleOf: (slot: WindowSlot, title: string) => string;
  readonly onGivenUp: (window: BrowserWindow, again: () => void) => void;
}

export interface DesktopWindows {
  /** One that shows it already comes to the front; what asks for more than a window opens one of its own. */
  readonly open: (address: WindowAddress) => void;
  /** A second one of the window in front, as for another screen. */
  readonly openAnother: () => void;
  /** The first window at a place nobody sits at yet: another person at the same machine. */
  readonly openOtherPlace: () => void;
  /** What was open at the end of the last run, or the first window. */
  readonly restore: () => void;
  readonly focus: () => void;
  /** The place the window in front sits at. */
  readonly placeInFront: () => string;
  readonly placeOf: (contents: WebContents) => string | null;
  readonly retitle: () => void;
  readonly screensChanged: () => void;
  /** From now on windows that close count as open: they come back at the next start. */
  readonly rest: () => void;
}

/** Screens change several at a time. */
const SCREENS_SETTLE_MS = 300;
const MOST_COPIES = 8;

const FIRST_WINDOW = WINDOWS.find((entry) => entry.isFirst)?.name ?? 'command-map';

const freeNumber = (taken: readonly number[]): number => {
  let number = 1;
  while (taken.includes(number)) number += 1;
  return number;
};

export const createDesktopWindows = (options: DesktopWindowsOptions): DesktopWindows => {
  const { memory, clock } = options;
  const open = new Map<number, DesktopWindow>();
  let inFront: number | null = null;
  let isResting = false;
  let arranging: Disposable | null = null;

  const all = (): readonly DesktopWindow[] => [...open.values()];
  const front = (): DesktopWindow | undefined => (inFront === null ? undefined : open.get(inFront)) ?? all()[0];
  const homeOf = (slot: WindowSlot) => memory.find(slot)?.saved ?? null;

  const make = (slot: WindowSlot, rest = ''): void => {
    const entry = windowEntry(slot.name);
    if (entry === undefined) return;
    const opened = openDesktopWindow({
      ...options,
      slot,
      address: { name: slot.name, place: slot.place, rest },
      entry,
      saved: homeOf(slot),
      others: () => all().filter((other) => other.slot !== slot).map(({ window }) => window.getBounds()),
      onMoved: (saved) => memory.keep({ ...slot, isOpen: true, saved }),
      onGivenUp: (again) => options.onGivenUp(opened.window, again),
    });
    const { window } = opened;
    open.set(window.id, opened);
    memory.keep({ ...slot, isOpen: true, saved: homeOf(slot) ?? opened.standing() });
    window.on('focus', () => (inFront = window.id));
    window.on('page-title-updated', (event, title) => {
      event.preventDefault();
      window.setTitle(options.titleOf(slot, title));
    });
    window.on('close', () => {
      // Closing the last one ends the application: it opens again with it.
      if (!isResting && open.size > 1) memory.keep({ ...slot, isOpen: false, saved: homeOf(slot) ?? opened.standing() });
    });
    const { id } = window;
    window.on('closed', () => open.delete(id));
  };

  const copiesOf = (name: string, place: string): readonly DesktopWindow[] => all().filter(({ slot }) => slot.name === name && slot.place === place);

  const openAt = ({ name, place, rest }: WindowAddress): void => {
    const copies = copiesOf(name, place);
    const known = copies.find(({ address }) => rest === '' || address.rest === rest) ?? (copies.length < MOST_COPIES ? undefined : copies.at(-1));
    if (known === undefined) make({ name, place, copy: freeNumber(copies.map(({ slot }) => slot.copy)) }, rest);
    else known.focus();
  };

  return {
    open: openAt,
    openAnother: () => {
      const { name = FIRST_WINDOW, place = FIRST_PLACE } = front()?.slot ?? {};
      const copies = copiesOf(name, place).map(({ slot }) => slot.copy);
      if (copies.length < MOST_COPIES) make({ name, place, copy: freeNumber(copies) });
    },
    openOtherPlace: () => openAt({ name: FIRST_WINDOW, place: String(freeNumber(all().map(({ slot }) => Number(slot.place)))), rest: '' }),
    restore: () => {
      const before = memory.windows().filter(({ isOpen }) => isOpen);
      if (before.length === 0) return openAt({ name: FIRST_WINDOW, place: FIRST_PLACE, rest: '' });
      for (const { name, place, copy } of before) make({ name, place, copy });
    },
    focus: () => front()?.focus(),
    placeInFront: () => front()?.slot.place ?? FIRST_PLACE,
    placeOf: (contents) => all().find(({ window }) => window.webContents === contents)?.slot.place ?? null,
    retitle: () => {
      for (const { window, slot } of all()) window.setTitle(options.titleOf(slot, window.webContents.getTitle()));
    },
    screensChanged: () => {
      arranging?.dispose();
      arranging = clock.after(SCREENS_SETTLE_MS, () => {
        for (const opened of all()) opened.rearrange(homeOf(opened.slot) ?? opened.standing());
      });
    },
    rest: () => {
      isResting = true;
    },
  };
};
