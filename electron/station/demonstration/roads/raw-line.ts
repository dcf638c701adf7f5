// A stretch of road as it is drawn, before it is cut at junctions; and the small arithmetic of such lines.

export type LineKind = 'chain' | 'lane' | 'street' | 'field' | 'tunnel' | 'carriageway' | 'ramp';

export type Structure = 'none' | 'bridge' | 'ford' | 'tunnel';

export interface RawLine {
  readonly kind: LineKind;
  readonly rank: number;
  /** Index into the routes. */
  readonly route: number;
  /** The hamlet whose houses stand along it; −1 where none do. */
  readonly hamlet: number;
  readonly isOneWay: boolean;
  /** Passes over or under other roads: meets them only at its ends. */
  readonly isSeparated: boolean;
  readonly structure: Structure;
  /** Local metres. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export const lineLength = (xs: ArrayLike<number>, ys: ArrayLike<number>): number => {
  let length = 0;
  for (let index = 1; index < xs.length; index += 1) length += Math.hypot(xs[index]! - xs[index - 1]!, ys[index]! - ys[index - 1]!);
  return length;
};

export interface Points {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** One round of corner cutting; the ends stay. */
export const roundCorners = ({ xs, ys }: Points): Points => {
  if (xs.length < 3) return { xs, ys };
  const outX: number[] = [xs[0]!];
  const outY: number[] = [ys[0]!];
  for (let index = 0; index + 1 < xs.length; index += 1) {
    const isFirst = index === 0;
    const isLast = index + 2 === xs.length;
    if (!isFirst) {
      outX.push(0.75 * xs[index]! + 0.25 * xs[index + 1]!);
      outY.push(0.75 * ys[index]! + 0.25 * ys[index + 1]!);
    }
    if (!isLast) {
      outX.push(0.25 * xs[index]! + 0.75 * xs[index + 1]!);
      outY.push(0.25 * ys[index]! + 0.75 * ys[index + 1]!);
    }
  }
  outX.push(xs[xs.length - 1]!);
  outY.push(ys[ys.length - 1]!);
  return { xs: Float64Array.from(outX), ys: Float64Array.from(outY) };
};

/** Douglas–Peucker: keeps the ends and whatever lies further than `tolerance` metres from the simpler line. */
export const simplify = ({ xs, ys }: Points, tolerance: number): Points => {
  const keep = new Uint8Array(xs.length);
  keep[0] = 1;
  keep[xs.length - 1] = 1;
  const spans: [number, number][] = [[0, xs.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const dx = xs[to]! - xs[from]!;
    const dy = ys[to]! - ys[from]!;
    const length = Math.hypot(dx, dy);
    let worst = tolerance;
    let at = -1;
    for (let index = from + 1; index < to; index += 1) {
      const ex = xs[index]! - xs[from]!;
      const ey = ys[index]! - ys[from]!;
      const away = length < 1e-6 ? Math.hypot(ex, ey) : Math.abs(dx * ey - dy * ex) / length;
      if (away <= worst) continue;
      worst = away;
      at = index;
    }
    if (at < 0) continue;
    keep[at] = 1;
    spans.push([from, at], [at, to]);
  }
  return { xs: xs.filter((_, index) => keep[index] === 1), ys: ys.filter((_, index) => keep[index] === 1) };
};

/** The point `metres` along a line, with the direction there. */
export const pointAlong = ({ xs, ys }: Points, metres: number): { readonly x: number; readonly y: number; readonly angle: number } => {
  let rest = metres;
  for (let index = 1; index < xs.length; index += 1) {
    const dx = xs[index]! - xs[index - 1]!;
    const dy = ys[index]! - ys[index - 1]!;
    const length = Math.hypot(dx, dy);
    if (rest <= length || index === xs.length - 1) {
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, rest / length));
      return { x: xs[index - 1]! + share * dx, y: ys[index - 1]! + share * dy, angle: Math.atan2(dy, dx) };
    }
    rest -= length;
  }
  return { x: xs[0]!, y: ys[0]!, angle: 0 };
};
