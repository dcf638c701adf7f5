// What a layer of the map is: how its points and shapes look at each scale, and how it stands to the others.
import type Style from 'ol/style/Style.js';
import type { Language } from '../../../shared/i18n/language.ts';
import type { Palette } from '../palette.ts';
import type { PointLook, Stage } from '../symbols/point-look.ts';

/** How a kind's points are shown from far to near. */
export interface Stages {
  /** Zoom from which things are shown one by one; farther out they are counted in cells of `cellPx`. */
  readonly single: number;
  readonly cellPx: number;
  /** Zooms from which a symbol grows and gets its name. */
  readonly small: number;
  readonly full: number;
  readonly label: number;
}

export interface StyleContext {
  readonly palette: Palette;
  readonly language: Language;
  /** Rounded to half a zoom. */
  readonly zoom: number;
  readonly scale: number;
}

export interface ShapeView {
  readonly symbol: string;
  readonly level: string;
  readonly state: string;
  readonly isArea: boolean;
  /** Where a line with direction leads, as one of `HEADINGS` sectors; null for areas and lines without. */
  readonly heading: { readonly middle: number; readonly end: number } | null;
}

/** Sectors a heading is rounded to, clockwise from east. */
export const HEADINGS = 32;
/** Names under which a line with direction carries the places of its arrows, as points. */
export const ARROW_PLACES = { middle: 'arrowMiddle', end: 'arrowEnd' } as const;

/** Styles of a line or an area; the same view and zoom always give the same ones, so they are kept. */
export type ShapeStyler = (shape: ShapeView, context: StyleContext) => readonly Style[];

export interface LabelLook {
  readonly px: number;
  readonly weight: 400 | 500 | 600 | 700;
  readonly colour: string;
  /** Along the line where the thing is one. */
  readonly isAlong: boolean;
}

/** The look of a line's or area's name; null where the scale has no room for it. */
export type ShapeLabeller = (shape: ShapeView, context: StyleContext) => LabelLook | null;

export interface LayerDefinition {
  readonly kind: string;
  /** Height in the pile of lines and areas: the higher is drawn later. */
  readonly order: number;
  /** Of its symbols and names when there is no room for all; the higher stays in its place. */
  readonly importance: number;
  /** Nothing is asked for below this zoom. */
  readonly minZoom: number;
  /** Part of the ground the map lies on, not of what a command works with. */
  readonly isGround: boolean;
  /** Its names are placed before symbols that can make way. */
  readonly isAnchor: boolean;
  /** Zooms further in than the usual tile, for kinds whose fine lines matter. */
  readonly tileZoomOffset: number;
  readonly point: PointLook | null;
  readonly stages: Stages;
  readonly shape: ShapeStyler | null;
  readonly shapeLabel: ShapeLabeller | null;
  /** Lines of this kind lead somewhere and carry arrows. */
  readonly hasDirection: boolean;
  /** The symbols drawn at a zoom; null for all. */
  readonly symbolsAt: (zoom: number) => readonly string[] | null;
  /** Sector of hearing or sight from bearing and opening angle, drawn from this zoom on. */
  readonly wedge: { readonly fromZoom: number; readonly opening: string; readonly reach: string | null } | null;
}

/** Zoom from which areas show their level: as a mark with its word, and then only in its colour. */
export const AREA_MARK_ZOOM = 14.5;

export const stageAt = ({ small, full }: Stages, zoom: number): Stage => (zoom >= full ? 'full' : zoom >= small ? 'small' : 'mark');

export const NEVER_STAGE: Stages = { single: 0, cellPx: 160, small: 99, full: 99, label: 99 };

const BARE: Omit<LayerDefinition, 'kind' | 'order' | 'importance'> = {
  minZoom: 6,
  isGround: false,
  isAnchor: false,
  tileZoomOffset: 0,
  point: null,
  stages: NEVER_STAGE,
  shape: null,
  shapeLabel: null,
  hasDirection: false,
  symbolsAt: () => null,
  wedge: null,
};

/** A definition with the usual values where none are given. */
export const layer = (spec: Pick<LayerDefinition, 'kind' | 'order' | 'importance'> & Partial<LayerDefinition>): LayerDefinition => ({ ...BARE, ...spec });
