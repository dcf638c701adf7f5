// Where a window goes: on the screen it was on, known again by what it is and not by where it stood, and always within reach.

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** What is kept of a screen to know it again. */
export interface ScreenIdentity {
  readonly id: number;
  /** The monitor's own name; empty where the system does not tell. */
  readonly label: string;
  readonly bounds: Rectangle;
}

export interface Screen extends ScreenIdentity {
  /** `bounds` without task bars. */
  readonly workArea: Rectangle;
}

export interface SavedPlace {
  readonly screen: ScreenIdentity;
  /** Of the window neither maximised nor full screen, in the coordinates of all screens together. */
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
}

export interface PlaceRequest {
  readonly saved: SavedPlace | null;
  /** The primary screen first; never empty. */
  readonly screens: readonly [Screen, ...Screen[]];
  readonly minimum: Extent;
  /** Size where nothing is saved. */
  readonly usual: Extent;
  /** Bounds of the windows already open. */
  readonly others: readonly Rectangle[];
}

export interface Placed {
  readonly bounds: Rectangle;
  /** False where the window's own screen is not there: it waits on another one. */
  readonly isHome: boolean;
}

const CASCADE_STEP = 32;
const SAME_PLACE = 8;

const isSameSize = (left: Rectangle, right: Rectangle): boolean => left.width === right.width && left.height === right.height;

const only = <T>(items: readonly T[]): T | undefined => (items.length === 1 ? items[0] : undefined);

/** Ids change with drivers and ports, labels are shared by monitors of one model: they must agree as far as they can. */
const findScreen = (wanted: ScreenIdentity, screens: readonly Screen[]): Screen | undefined => {
  const named = wanted.label === '' ? [] : screens.filter((screen) => screen.label === wanted.label);
  const alike = named.filter((screen) => isSameSize(screen.bounds, wanted.bounds));
  return (
    named.find((screen) => screen.id === wanted.id) ??
    only(alike) ??
    alike.find((screen) => screen.bounds.x === wanted.bounds.x && screen.bounds.y === wanted.bounds.y) ??
    only(named) ??
    screens.find((screen) => screen.id === wanted.id && (screen.label === '' || wanted.label === '') && isSameSize(screen.bounds, wanted.bounds))
  );
};

const centre = ({ x, y, width, height }: Rectangle): readonly [number, number] => [x + width / 2, y + height / 2];

const distance = (left: Rectangle, right: Rectangle): number => {
  const [[leftX, leftY], [rightX, rightY]] = [centre(left), centre(right)];
  return Math.hypot(leftX - rightX, leftY - rightY);
};

const nearest = (bounds: Rectangle, [first, ...rest]: PlaceRequest['screens']): Screen =>
  rest.reduce<Screen>((best, screen) => (distance(bounds, screen.bounds) < distance(bounds, best.bounds) ? screen : best), first);

const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** Whole and inside the work area; the minimum yields to a screen smaller than it. */
const fit = (bounds: Rectangle, area: Rectangle, minimum: Extent): Rectangle => {
  const width = Math.round(between(bounds.width, Math.min(minimum.width, area.width), area.width));
  const height = Math.round(between(bounds.height, Math.min(minimum.height, area.height), area.height));
  return {
    x: Math.round(between(bounds.x, area.x, area.x + area.width - width)),
    y: Math.round(between(bounds.y, area.y, area.y + area.height - height)),
    width,
    height,
  };
};

const centred = ({ width, height }: Extent, area: Rectangle): Rectangle => ({ x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height });

const isCovered = (bounds: Rectangle, others: readonly Rectangle[]): boolean =>
  others.some((other) => Math.abs(other.x - bounds.x) < SAME_PLACE && Math.abs(other.y - bounds.y) < SAME_PLACE);

/** A window exactly upon another looks like one window: it steps aside, from the corner again where the edge is reached. */
const cascade = (bounds: Rectangle, area: Rectangle, others: readonly Rectangle[]): Rectangle => {
  let moved = bounds;
  for (const _step of others) {
    if (!isCovered(moved, others)) return moved;
    const [x, y] = [moved.x + CASCADE_STEP, moved.y + CASCADE_STEP];
    moved = { ...moved, x: x + moved.width > area.x + area.width ? area.x : x, y: y + moved.height > area.y + area.height ? area.y : y };
  }
  return moved;
};

export const placeWindow = ({ saved, screens, minimum, usual, others }: PlaceRequest): Placed => {
  const settle = (bounds: Rectangle, { workArea }: Screen): Rectangle => cascade(fit(bounds, workArea, minimum), workArea, others);
  if (saved === null) return { bounds: settle(centred(fit({ x: 0, y: 0, ...usual }, screens[0].workArea, minimum), screens[0].workArea), screens[0]), isHome: true };
  const home = findScreen(saved.screen, screens);
  if (home === undefined) return { bounds: settle(saved.bounds, nearest(saved.bounds, screens)), isHome: false };
  const [shiftX, shiftY] = [home.bounds.x - saved.screen.bounds.x, home.bounds.y - saved.screen.bounds.y];
  return { bounds: settle({ ...saved.bounds, x: saved.bounds.x + shiftX, y: saved.bounds.y + shiftY }, home), isHome: true };
};
