// The product's own map symbols, read from their SVG files into canvas paths.

/** One path of a symbol in a 24 × 24 box. */
interface Stroke {
  readonly path: Path2D;
  /** Null: filled (even-odd). */
  readonly lineWidth: number | null;
}

export interface Glyph {
  readonly title: string;
  readonly strokes: readonly Stroke[];
}

/** What the file says, before any canvas is involved. */
export interface GlyphText {
  readonly title: string;
  readonly paths: readonly { readonly d: string; readonly lineWidth: number | null }[];
}

export const GLYPH_BOX = 24;

const attribute = (element: string, name: string): string | null => new RegExp(` ${name}="([^"]*)"`, 'u').exec(element)?.[1] ?? null;

/** Reads the narrow SVG our symbols are written in: a title and `path` elements, filled or stroked. Null for anything else. */
export const readGlyph = (svg: string): GlyphText | null => {
  const title = /<title>([^<]*)<\/title>/u.exec(svg)?.[1];
  const elements = svg.match(/<path [^>]*\/>/gu) ?? [];
  if (title === undefined || elements.length === 0) return null;
  const paths: { readonly d: string; readonly lineWidth: number | null }[] = [];
  for (const element of elements) {
    const d = attribute(element, 'd');
    if (d === null) return null;
    const width = attribute(element, 'stroke-width');
    const isFilled = attribute(element, 'fill') === 'currentColor';
    if (!isFilled && (width === null || !(Number(width) > 0))) return null;
    paths.push({ d, lineWidth: isFilled ? null : Number(width) });
  }
  return { title, paths };
};

export interface GlyphLibrary {
  /** The symbol of a kind's value, or the kind's default; null where the kind has none at all. */
  readonly glyph: (kind: string, value: string) => Glyph | null;
  readonly body: (name: string) => Glyph;
}

/** `files` by path ending in `<folder>/<name>.svg`. */
export const createGlyphLibrary = (files: { readonly [path: string]: string }): GlyphLibrary => {
  const glyphs = new Map<string, Glyph>();
  for (const [path, svg] of Object.entries(files)) {
    const name = /([^/]+)\/([^/]+)\.svg$/u.exec(path);
    const text = readGlyph(svg);
    if (name === null || text === null) throw new Error(`not a map symbol: ${path}`);
    const strokes = text.paths.map(({ d, lineWidth }) => ({ path: new Path2D(d), lineWidth }));
    glyphs.set(`${name[1] ?? ''}/${name[2] ?? ''}`, { title: text.title, strokes });
  }
  return {
    glyph: (kind, value) => glyphs.get(`${kind}/${value === '' ? 'default' : value}`) ?? glyphs.get(`${kind}/default`) ?? null,
    body: (name) => {
      const body = glyphs.get(`bodies/${name}`);
      if (body === undefined) throw new Error(`no symbol body ${name} among ${glyphs.size} symbols`);
      return body;
    },
  };
};
