// From which map zoom lines and areas are worth drawing: a county's 20,000 lanes would bury its motorway.
interface ZoomRule {
  /** For symbols not named, the unknown one included. */
  readonly others: number;
  readonly symbols: { readonly [symbol: string]: number };
}

/** Kinds not named are drawn at every zoom: what warns is never left out. */
const RULES: { readonly [kind: string]: ZoomRule } = {
  road: { others: 13, symbols: { motorway: 0, national: 0, provincial: 0, county: 11, township: 12, village: 13, track: 14, path: 15 } },
  waterway: { others: 12, symbols: { river: 0, reservoir: 9, stream: 12, pond: 13 } },
  gridUnit: { others: 12, symbols: {} },
  village: { others: 10, symbols: {} },
};

/** The lowest tile zoom at which a line or area with this symbol is drawn. */
export const shownFromZoom = (kind: string, symbol: string): number => {
  const rule = RULES[kind];
  return rule === undefined ? 0 : (rule.symbols[symbol] ?? rule.others);
};
