// screen of the double: monitors a test plugs in and out.
import { EventEmitter } from 'node:events';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DoubleDisplay {
  readonly id: number;
  readonly label: string;
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
}

const overlap = (left: Rectangle, right: Rectangle): number =>
  Math.max(0, Math.min(left.x + left.width, right.x + right.width) - Math.max(left.x, right.x)) * Math.max(0, Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y));

export class DoubleScreen extends EventEmitter {
  #displays: readonly DoubleDisplay[];

  constructor(displays: readonly DoubleDisplay[]) {
    super();
    this.#displays = displays;
  }

  getAllDisplays = (): readonly DoubleDisplay[] => this.#displays;
  getPrimaryDisplay = (): DoubleDisplay => this.#displays[0]!;
  getDisplayMatching = (bounds: Rectangle): DoubleDisplay => this.#displays.toSorted((left, right) => overlap(right.bounds, bounds) - overlap(left.bounds, bounds))[0]!;

  /** The systems move windows of a lost monitor themselves, and tell the application after that. */
  change(displays: readonly DoubleDisplay[], moveStranded: (isStranded: (bounds: Rectangle) => boolean) => void): void {
    const isFewer = displays.length < this.#displays.length;
    this.#displays = displays;
    moveStranded((bounds) => displays.every((display) => overlap(display.bounds, bounds) === 0));
    this.emit(isFewer ? 'display-removed' : 'display-added', {}, displays.at(-1));
  }
}
