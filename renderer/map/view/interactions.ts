// How hands move the map: wheel at the cursor, left drag, middle drag whatever the tool, Shift-drag box, arrows and plus and minus.
import Collection from 'ol/Collection.js';
import { noModifierKeys, primaryAction } from 'ol/events/condition.js';
import DoubleClickZoom from 'ol/interaction/DoubleClickZoom.js';
import DragPan from 'ol/interaction/DragPan.js';
import DragZoom from 'ol/interaction/DragZoom.js';
import type Interaction from 'ol/interaction/Interaction.js';
import KeyboardPan from 'ol/interaction/KeyboardPan.js';
import KeyboardZoom from 'ol/interaction/KeyboardZoom.js';
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom.js';
import PinchZoom from 'ol/interaction/PinchZoom.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import { disposable, type Disposable } from '../../../shared/kernel/disposable.ts';

const MIDDLE_BUTTON = 1;

const isMiddle = (event: MapBrowserEvent): boolean => event.originalEvent instanceof PointerEvent && (event.originalEvent.button === MIDDLE_BUTTON || (event.originalEvent.buttons & 4) !== 0);

export interface Hands {
  readonly collection: Collection<Interaction>;
  /** Puts a tool's interaction above the map's own, but always below the middle-drag pan. */
  readonly add: (interaction: Interaction) => Disposable;
  /** Double click belongs to a drawing tool while it is on. */
  readonly setDoubleClickZooms: (isOn: boolean) => void;
}

/** `durationMs` 0 where the system asks for no motion. */
export const createHands = (durationMs: number): Hands => {
  const doubleClick = new DoubleClickZoom({ duration: durationMs });
  // OpenLayers asks the last interaction first: nothing may come after this one.
  const middlePan = new DragPan({ condition: isMiddle });
  const collection = new Collection<Interaction>([
    doubleClick,
    new DragPan({ condition: (event) => noModifierKeys(event) && primaryAction(event) }),
    new PinchZoom({ duration: durationMs }),
    new KeyboardPan({ duration: Math.min(100, durationMs), pixelDelta: 160 }),
    new KeyboardZoom({ duration: Math.min(100, durationMs), delta: 1 }),
    new MouseWheelZoom({ duration: durationMs, useAnchor: true }),
    new DragZoom({ duration: durationMs, className: 'map-box' }),
    middlePan,
  ]);
  return {
    collection,
    add: (interaction) => {
      collection.insertAt(collection.getLength() - 1, interaction);
      return disposable(() => collection.remove(interaction));
    },
    setDoubleClickZooms: (isOn) => doubleClick.setActive(isOn),
  };
};
