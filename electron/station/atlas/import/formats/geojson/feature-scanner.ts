// Finds the features of a GeoJSON text one by one as it arrives, so that a large file is never held whole.

export interface FeatureScanner {
  readonly write: (piece: string) => void;
  /** True where the text was one complete value. */
  readonly end: () => boolean;
}

export interface FeatureListener {
  /** The text of one element of the top-level `features` array. */
  readonly onFeature: (text: string) => void;
  /** Any other top-level member. */
  readonly onMember: (key: string, text: string) => void;
  /** Asked before more is kept in memory. */
  readonly checkLength: (characters: number) => void;
  readonly checkDepth: (depth: number) => void;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;

/** Where the scanner stands; −1 stands for “not within one”. */
interface Place {
  /** What is kept of the text, and the next character of it to look at. */
  text: string;
  at: number;
  /** Start of the feature or of the member's value. */
  start: number;
  keyStart: number;
  key: string;
  depth: number;
  isString: boolean;
  isEscaped: boolean;
  isInFeatures: boolean;
  hasStarted: boolean;
}

const finishMember = (place: Place, listener: FeatureListener): void => {
  if (place.start === -1 || place.key === '') return;
  listener.onMember(place.key, place.text.slice(place.start, place.at));
  [place.start, place.key] = [-1, ''];
};

const inString = (place: Place, code: number): void => {
  if (place.isEscaped) place.isEscaped = false;
  else if (code === BACKSLASH) place.isEscaped = true;
  else if (code === QUOTE) {
    place.isString = false;
    if (place.keyStart !== -1) place.key = place.text.slice(place.keyStart, place.at);
    place.keyStart = -1;
  }
};

const openNested = (place: Place, code: number, listener: FeatureListener): void => {
  if (place.depth === 2 && place.isInFeatures && place.start === -1) place.start = place.at;
  if (place.depth === 1 && place.key === 'features' && code === OPEN_LIST) [place.isInFeatures, place.start] = [true, -1];
  place.depth += 1;
  place.hasStarted = true;
  listener.checkDepth(place.depth);
};

const closeNested = (place: Place, listener: FeatureListener): void => {
  place.depth -= 1;
  if (place.isInFeatures && place.depth === 2 && place.start !== -1) {
    listener.onFeature(place.text.slice(place.start, place.at + 1));
    place.start = -1;
  } else if (place.isInFeatures && place.depth === 1) [place.isInFeatures, place.key, place.start] = [false, '', -1];
  else if (place.depth === 0) finishMember(place, listener);
};

const step = (place: Place, code: number, listener: FeatureListener): void => {
  if (place.isString) inString(place, code);
  else if (code === QUOTE) {
    place.isString = true;
    if (place.depth === 1 && place.key === '') place.keyStart = place.at + 1;
  } else if (code === OPEN || code === OPEN_LIST) openNested(place, code, listener);
  else if (code === CLOSE || code === CLOSE_LIST) closeNested(place, listener);
  else if (place.depth === 1 && code === COLON && place.key !== '' && place.start === -1) place.start = place.at + 1;
  else if (place.depth === 1 && code === COMMA) finishMember(place, listener);
};

/** Lets go of the text that nothing points into any more. */
const letGo = (place: Place): void => {
  const kept = Math.min(place.start === -1 ? place.at : place.start, place.keyStart === -1 ? place.at : place.keyStart);
  place.text = place.text.slice(kept);
  place.at -= kept;
  if (place.start !== -1) place.start -= kept;
  if (place.keyStart !== -1) place.keyStart -= kept;
};

export const featureScanner = (listener: FeatureListener): FeatureScanner => {
  const place: Place = { text: '', at: 0, start: -1, keyStart: -1, key: '', depth: 0, isString: false, isEscaped: false, isInFeatures: false, hasStarted: false };
  return {
    write: (piece) => {
      place.text += piece;
      for (; place.at < place.text.length; place.at += 1) step(place, place.text.charCodeAt(place.at), listener);
      letGo(place);
      listener.checkLength(place.text.length);
    },
    end: () => place.hasStarted && place.depth === 0 && !place.isString,
  };
};
