// Pointer events on the map as a drawing hand means them; never takes a middle-button drag, which pans whatever the tool.
import PointerInteraction from 'ol/interaction/Pointer.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { lonLatToMercator, mercatorToLonLat } from '../../../shared/geo/tile-grid.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import type { Handle } from './sketch-handles.ts';

export interface ToolEvents {
  readonly onClick: (position: LonLat, isNearFirst: boolean) => void;
  readonly onDoubleClick: () => void;
  readonly onMove: (position: LonLat) => void;
  /** True takes the drag for the tool, false leaves it to the map. */
  readonly onGrab: (position: LonLat, handle: Handle | null) => boolean;
  readonly onDrag: (position: LonLat) => void;
  readonly onDrop: () => void;
  /** Alt-click or a long press on a corner takes it out. */
  readonly onRemove: (handle: Handle) => void;
  readonly handles: () => readonly Handle[];
  readonly firstPoint: () => LonLat | null;
}

const GRAB_PX = 11;
const TOUCH_GRAB_PX = 22;
const CLOSE_PX = 9;
/** The second click of a double click adds no second corner. */
const DOUBLE_MS = 350;
const DOUBLE_PX = 6;

const isLeft = (event: PointerEvent): boolean => event.button === 0 && (event.buttons & 4) === 0;

type Pixel = readonly [number, number];

const distancePx = (left: Pixel, right: Pixel): number => Math.hypot(left[0] - right[0], left[1] - right[1]);

export class ToolInteraction extends PointerInteraction {
  readonly #events: ToolEvents;
  readonly #now: () => number;
  #lastClick: { readonly pixel: Pixel; readonly at: number } | null = null;

  constructor(events: ToolEvents, now: () => number) {
    super();
    this.#events = events;
    this.#now = now;
  }

  override handleEvent(event: MapBrowserEvent): boolean {
    switch (event.type) {
      case 'click':
        this.#click(event);
        return false;
      case 'dblclick':
        this.#events.onDoubleClick();
        return false;
      case 'pointermove':
        this.#events.onMove(positionOf(event));
        return true;
      default:
        return super.handleEvent(event);
    }
  }

  override handleDownEvent(event: MapBrowserEvent): boolean {
    const { originalEvent } = event;
    if (!(originalEvent instanceof PointerEvent) || !isLeft(originalEvent)) return false;
    return this.#events.onGrab(positionOf(event), this.#handleAt(event));
  }

  override handleDragEvent(event: MapBrowserEvent): void {
    this.#events.onDrag(positionOf(event));
  }

  override handleUpEvent(): boolean {
    this.#events.onDrop();
    return false;
  }

  override stopDown(isHandled: boolean): boolean {
    return isHandled;
  }

  #click(event: MapBrowserEvent): void {
    const pixel = pixelOf(event);
    const now = this.#now();
    const isDouble = this.#lastClick !== null && now - this.#lastClick.at < DOUBLE_MS && distancePx(this.#lastClick.pixel, pixel) < DOUBLE_PX;
    this.#lastClick = { pixel, at: now };
    if (isDouble) return;
    const handle = this.#handleAt(event);
    const { originalEvent } = event;
    const isAlt = (originalEvent instanceof MouseEvent || originalEvent instanceof PointerEvent) && originalEvent.altKey;
    if (isAlt && handle !== null) {
      this.#events.onRemove(handle);
      return;
    }
    const first = this.#events.firstPoint();
    const isNearFirst = first !== null && distancePx(this.#pixelAt(event, first), pixel) < CLOSE_PX;
    this.#events.onClick(positionOf(event), isNearFirst);
  }

  #pixelAt(event: MapBrowserEvent, position: LonLat): Pixel {
    const [x, y] = event.map.getPixelFromCoordinate([...lonLatToMercator(position)]) ?? [];
    return [x ?? Number.POSITIVE_INFINITY, y ?? Number.POSITIVE_INFINITY];
  }

  #handleAt(event: MapBrowserEvent): Handle | null {
    const pixel = pixelOf(event);
    const reach = event.originalEvent instanceof PointerEvent && event.originalEvent.pointerType === 'touch' ? TOUCH_GRAB_PX : GRAB_PX;
    // The last drawn is on top.
    return this.#events.handles().findLast(({ position }) => distancePx(this.#pixelAt(event, position), pixel) < reach) ?? null;
  }
}

const positionOf = (event: MapBrowserEvent): LonLat => mercatorToLonLat([event.coordinate[0] ?? 0, event.coordinate[1] ?? 0]);

const pixelOf = (event: MapBrowserEvent): Pixel => [event.pixel[0] ?? 0, event.pixel[1] ?? 0];
