// Drawing and measuring on the map: one tool at a time, every change told at once, every step taken back one by one.
import type OlMap from 'ol/Map.js';
import type { DrawnShape } from '../../../shared/domain/hazard/drawn-shape.ts';
import { destination } from '../../../shared/geo/geodesy.ts';
import type { Clock } from '../../../shared/kernel/clock.ts';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';
import type { Degrees, LonLat, Metres } from '../../../shared/kernel/units.ts';
import { createListeners } from '../listeners.ts';
import type { Hands } from '../view/interactions.ts';
import { canFinish, finished, newSketch, withCursor, withNumbers, withPath, withPoint, type Sketch, type SketchNumbers, type ToolKind } from './sketch.ts';
import { handlesOf, sketchFrom, withHandleAt, withoutCorner, type Handle, type HandleRole } from './sketch-handles.ts';
import { createSketchLayer, type SketchLook } from './sketch-layer.ts';
import { measuresOf, shapeOf, type SketchMeasures } from './sketch-shape.ts';
import { simplifiedPath } from './simplified-path.ts';
import { ToolInteraction } from './tool-interaction.ts';

export interface SketchEvent {
  readonly tool: ToolKind;
  /** In the terms hazards are declared in; null while too little is drawn, and for tools that only measure. */
  readonly shape: DrawnShape | null;
  /** Clicked positions, the cursor's not among them. */
  readonly points: readonly LonLat[];
  readonly measures: SketchMeasures;
  readonly isComplete: boolean;
  readonly canUndo: boolean;
  readonly canFinish: boolean;
}

export interface MapTools extends Disposable {
  /** Starts a tool; whatever was being drawn is given up. */
  readonly start: (tool: ToolKind) => void;
  /** Takes up a shape drawn earlier to change it; false where it cannot be changed by hand. */
  readonly edit: (shape: DrawnShape) => boolean;
  /** Puts the tool away and wipes its drawing. */
  readonly stop: () => void;
  readonly active: () => ToolKind | null;
  readonly finish: () => void;
  readonly undo: () => void;
  readonly setRadius: (metres: Metres, which?: 'outer' | 'key') => void;
  /** Metres to each side of a line. */
  readonly setWidth: (eachSideMetres: Metres) => void;
  readonly setAzimuth: (degrees: Degrees, side: 'from' | 'to') => void;
  /** The next corner by bearing and distance from the last. */
  readonly addSegment: (azimuth: Degrees, metres: Metres) => void;
  readonly addPosition: (position: LonLat) => void;
  readonly onSketch: (listener: (event: SketchEvent) => void) => () => void;
  readonly onFinish: (listener: (event: SketchEvent) => void) => () => void;
  /** Esc, or another tool: nothing of the drawing remains. */
  readonly onCancel: (listener: (tool: ToolKind) => void) => () => void;
  readonly setLook: (look: SketchLook) => void;
}

const MOST_STEPS = 500;
/** Freehand lines lose corners that matter less than this many pixels. */
const FREEHAND_PX = 2.5;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement);

class Tools implements MapTools {
  readonly #map: OlMap;
  readonly #hands: Hands;
  readonly #layer = createSketchLayer();
  readonly #sketchListeners = createListeners<SketchEvent>();
  readonly #finishListeners = createListeners<SketchEvent>();
  readonly #cancelListeners = createListeners<ToolKind>();
  readonly #interaction: ToolInteraction;
  #look: SketchLook;
  #sketch: Sketch | null = null;
  #steps: readonly Sketch[] = [];
  #grabbed: HandleRole | 'freehand' | null = null;
  #mounted: Disposable | null = null;

  constructor(map: OlMap, hands: Hands, clock: Clock, look: SketchLook) {
    this.#map = map;
    this.#hands = hands;
    this.#look = look;
    map.addLayer(this.#layer.layer);
    this.#interaction = new ToolInteraction(
      {
        onClick: this.#click,
        onDoubleClick: () => this.finish(),
        onMove: (position) => this.#move((sketch) => withCursor(sketch, position)),
        onGrab: this.#grab,
        onDrag: this.#drag,
        onDrop: this.#drop,
        onRemove: ({ role }) => this.#step((sketch) => withoutCorner(sketch, role)),
        handles: () => (this.#sketch === null ? [] : handlesOf(this.#sketch)),
        firstPoint: () => (this.#sketch !== null && canFinish(this.#sketch) ? (this.#sketch.points[0] ?? null) : null),
      },
      clock.elapsed,
    );
  }

  readonly onSketch = this.#sketchListeners.add;
  readonly onFinish = this.#finishListeners.add;
  readonly onCancel = this.#cancelListeners.add;
  readonly active = (): ToolKind | null => this.#sketch?.tool ?? null;

  readonly start = (tool: ToolKind): void => this.#begin(newSketch(tool));

  readonly edit = (shape: DrawnShape): boolean => {
    const sketch = sketchFrom(shape);
    if (sketch === null) return false;
    this.#begin(sketch);
    return true;
  };

  readonly stop = (): void => {
    this.#sketch = null;
    this.#steps = [];
    this.#grabbed = null;
    this.#mounted?.dispose();
    this.#mounted = null;
    this.#layer.show(null, this.#look);
  };

  readonly finish = (): void => {
    if (this.#sketch !== null && canFinish(this.#sketch)) this.#step(finished);
  };

  readonly undo = (): void => {
    const before = this.#steps.at(-1);
    if (before === undefined) return;
    this.#steps = this.#steps.slice(0, -1);
    this.#set({ ...before, cursor: this.#sketch?.cursor ?? null });
  };

  readonly setRadius = (metres: Metres, which: 'outer' | 'key' = 'outer'): void => this.#number(which === 'key' ? { keyRadiusMetres: metres } : { radiusMetres: metres });
  readonly setWidth = (eachSideMetres: Metres): void => this.#number({ eachSideMetres });
  readonly setAzimuth = (degrees: Degrees, side: 'from' | 'to'): void => this.#number(side === 'from' ? { fromAzimuth: degrees } : { toAzimuth: degrees });

  readonly addSegment = (azimuth: Degrees, metres: Metres): void => {
    const last = this.#sketch?.points.at(-1);
    if (last !== undefined) this.addPosition(destination(last, azimuth, metres));
  };

  readonly addPosition = (position: LonLat): void => this.#step((sketch) => withPoint(sketch, position));

  readonly setLook = (look: SketchLook): void => {
    this.#look = look;
    this.#layer.show(this.#sketch, look);
  };

  readonly dispose = (): void => {
    this.stop();
    for (const listeners of [this.#sketchListeners, this.#finishListeners, this.#cancelListeners]) listeners.clear();
    this.#map.removeLayer(this.#layer.layer);
    this.#layer.dispose();
    this.#interaction.dispose();
  };

  #begin(sketch: Sketch): void {
    this.#cancel();
    const added = this.#hands.add(this.#interaction);
    this.#hands.setDoubleClickZooms(false);
    document.addEventListener('keydown', this.#key);
    this.#mounted = disposable(() => {
      added.dispose();
      this.#hands.setDoubleClickZooms(true);
      document.removeEventListener('keydown', this.#key);
    });
    this.#set(sketch);
  }

  #cancel(): void {
    const tool = this.active();
    this.stop();
    if (tool !== null) this.#cancelListeners.tell(tool);
  }

  #number(numbers: SketchNumbers): void {
    this.#step((sketch) => withNumbers(sketch, numbers));
  }

  /** A change that can be taken back. */
  #step(change: (sketch: Sketch) => Sketch): void {
    const before = this.#sketch;
    if (before === null) return;
    const after = change(before);
    if (after === before) return;
    this.#steps = [...this.#steps, before].slice(-MOST_STEPS);
    this.#set(after);
    if (after.isComplete && !before.isComplete) this.#finishListeners.tell(this.#event(after));
  }

  /** A change that is only on its way, as the cursor's. */
  #move(change: (sketch: Sketch) => Sketch): void {
    if (this.#sketch === null) return;
    const after = change(this.#sketch);
    if (after !== this.#sketch) this.#set(after);
  }

  #set(sketch: Sketch): void {
    this.#sketch = sketch;
    this.#layer.show(sketch, this.#look);
    this.#sketchListeners.tell(this.#event(sketch));
  }

  #event(sketch: Sketch): SketchEvent {
    const { tool, points, isComplete } = sketch;
    return { tool, shape: shapeOf(sketch), points, measures: measuresOf(sketch), isComplete, canUndo: this.#steps.length > 0, canFinish: canFinish(sketch) };
  }

  readonly #click = (position: LonLat, isNearFirst: boolean): void => {
    if (isNearFirst && this.#sketch !== null && this.#sketch.tool !== 'bufferedLine' && this.#sketch.tool !== 'measureLength') this.finish();
    else if (this.#sketch?.tool !== 'freehand') this.#step((sketch) => withPoint(sketch, position));
  };

  readonly #grab = (position: LonLat, handle: Handle | null): boolean => {
    const sketch = this.#sketch;
    if (sketch === null) return false;
    if (sketch.tool === 'freehand' && !sketch.isComplete) {
      this.#grabbed = 'freehand';
      this.#step((held) => withPath(held, [position]));
      return true;
    }
    if (handle === null) return false;
    this.#grabbed = handle.role;
    this.#steps = [...this.#steps, sketch].slice(-MOST_STEPS);
    return true;
  };

  readonly #drag = (position: LonLat): void => {
    const grabbed = this.#grabbed;
    if (grabbed === null) return;
    this.#move((sketch) => {
      if (grabbed === 'freehand') return withPath(sketch, [...sketch.points, position]);
      const moved = withHandleAt(sketch, grabbed, position);
      this.#grabbed = moved.role;
      return moved.sketch;
    });
  };

  readonly #drop = (): void => {
    const grabbed = this.#grabbed;
    this.#grabbed = null;
    if (grabbed !== 'freehand' || this.#sketch === null) return;
    const tolerance = (this.#map.getView().getResolution() ?? 1) * FREEHAND_PX;
    this.#move((sketch) => withPath(sketch, simplifiedPath(sketch.points, tolerance)));
    // A line too short to enclose anything was a slip of the hand.
    if (canFinish(this.#sketch)) this.#step(finished);
    else this.#move((sketch) => withPath(sketch, []));
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (isTyping(event.target)) return;
    const isUndo = event.key === 'Backspace' || (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey);
    if (event.key === 'Escape') this.#cancel();
    else if (event.key === 'Enter') this.finish();
    else if (isUndo) this.undo();
    else return;
    event.preventDefault();
  };
}

export const createMapTools = (map: OlMap, hands: Hands, clock: Clock, look: SketchLook): MapTools => new Tools(map, hands, clock, look);
