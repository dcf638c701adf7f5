// The part of @turf/jsts (untyped) that buffering uses.
declare module '@turf/jsts' {
  /** JTS geometry; opaque here. */
  interface JstsGeometry {
    isEmpty(): boolean;
  }
  interface JstsGeoJson {
    readonly type: string;
    readonly coordinates: unknown;
  }
  const jsts: {
    readonly BufferOp: {
      bufferOp(geometry: JstsGeometry, distance: number, quadrantSegments: number): JstsGeometry;
    };
    readonly GeoJSONReader: new () => { read(geometry: JstsGeoJson): JstsGeometry };
    readonly GeoJSONWriter: new () => { write(geometry: JstsGeometry): JstsGeoJson };
  };
  export default jsts;
}
