// The base maps a user may add, and every way one can be in trouble.

interface BasemapBase {
  readonly id: string;
  readonly name: string;
  readonly opacity: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly attribution: string;
  /** CGCS2000 and WGS-84 lie on each other here. GCJ-02 is put back in its true place, BD-09 is refused: it has its own grid. */
  readonly datum: 'WGS-84' | 'CGCS2000' | 'GCJ-02' | 'BD-09';
}

export type BasemapSpec = BasemapBase &
  (
    | {
        /** `{z}` `{x}` `{y}` (or `{-y}` counted from the south), `{0-7}` or `{a-c}` for hosts, `{key}`. */
        readonly type: 'xyz';
        readonly url: string;
        readonly key?: () => string | null;
      }
    | {
        /** Key-value requests to `url`, or a template with `{TileMatrix}` `{TileRow}` `{TileCol}`; the matrix set must be Web Mercator (天地图 `w`, GoogleMapsCompatible). */
        readonly type: 'wmts';
        readonly url: string;
        readonly layer: string;
        readonly style: string;
        readonly matrixSet: string;
        readonly format: string;
        readonly key?: () => string | null;
      }
    | {
        readonly type: 'wms';
        readonly url: string;
        readonly layers: string;
        readonly version: '1.1.1' | '1.3.0';
        readonly format: string;
        readonly key?: () => string | null;
      }
    | {
        /** PMTiles, MBTiles or anything else that can hand out raster tiles; null where it has none. */
        readonly type: 'tiles';
        readonly readTile: (z: number, x: number, y: number, signal: AbortSignal) => Promise<Uint8Array | null>;
      }
  );

export const BASEMAP_TROUBLES = [
  /** Only http and https addresses without a password in them. */
  'urlNotAllowed',
  'keyMissing',
  'datumNotSupported',
  'unreachable',
  'timedOut',
  /** 401 or 403: usually a wrong or exhausted key. */
  'refusedByServer',
  'tooManyRequests',
  'serverFailed',
  /** Answered, but with something that is no picture. */
  'notAnImage',
] as const;

export type BasemapTrouble = (typeof BASEMAP_TROUBLES)[number];

export type BasemapPhase =
  | 'idle'
  | 'live'
  /** Some tiles fail. */
  | 'failing'
  /** Given up until `nextTryAt`; nothing is asked of it meanwhile. */
  | 'dead'
  /** Never asked: the entry itself is not usable. */
  | 'refused';

export interface BasemapState {
  readonly id: string;
  readonly phase: BasemapPhase;
  readonly trouble: BasemapTrouble | null;
  /** Epoch milliseconds since when it is in this phase. */
  readonly since: number;
  readonly nextTryAt: number | null;
  /** It forbids reading its pictures back, so the map cannot be printed with it on. */
  readonly isTainting: boolean;
}
