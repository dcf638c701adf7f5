// On which side a point lies, decided exactly although the numbers are rounded.

/** 2^27 + 1: splits a double into halves whose products are exact (Dekker 1971). */
const SPLITTER = 134_217_729;
/** Below this share of the operands' size a computed difference may have the wrong sign (Shewchuk 1997). */
const UNSURE = 3.3306690738754716e-16;

const productError = (left: number, right: number, product: number): number => {
  const leftBig = SPLITTER * left;
  const leftHigh = leftBig - (leftBig - left);
  const leftLow = left - leftHigh;
  const rightBig = SPLITTER * right;
  const rightHigh = rightBig - (rightBig - right);
  const rightLow = right - rightHigh;
  return leftLow * rightLow - (product - leftHigh * rightHigh - leftLow * rightHigh - leftHigh * rightLow);
};

const exactSign = (u1: number, v1: number, u2: number, v2: number, left: number, right: number): number => {
  const difference = left - right; // exact: the operands are within a factor of two here
  const leftError = productError(u1, v2, left);
  const rightError = productError(u2, v1, right);
  const error = leftError - rightError;
  const back = leftError - error;
  const rest = leftError - (error + back) + (back - rightError);
  const total = difference + error;
  return Math.sign(total === 0 ? rest : total);
};

/**
 * The exact sign (-1, 0, 1) of u1·v2 - u2·v1 for finite operands whose products neither overflow nor
 * underflow; degrees and their differences are far inside that.
 */
export const crossSign = (u1: number, v1: number, u2: number, v2: number): number => {
  const left = u1 * v2;
  const right = u2 * v1;
  const difference = left - right;
  const bound = UNSURE * (Math.abs(left) + Math.abs(right));
  if (difference > bound) return 1;
  if (difference < -bound) return -1;
  return exactSign(u1, v1, u2, v2, left, right);
};
