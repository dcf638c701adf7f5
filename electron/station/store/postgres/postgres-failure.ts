// Tells what a PostgreSQL server cannot do apart from bugs, and says it in the store's closed reasons.
import { type StoreFailure, StoreUnavailable } from '../store.ts';

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
]);

/** pg reports these without a code. */
const LOST = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client was closed|Postgres connection has been discarded|Cannot use a pool after)/;

const textOf = (error: unknown, key: string): string | undefined => {
  if (typeof error !== 'object' || error === null || !(key in error)) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
};

/** https://www.postgresql.org/docs/15/errcodes-appendix.html */
const reasonOf = (code: string): 'diskFull' | 'readOnly' | 'corrupt' | 'unreachable' | undefined => {
  if (code === '53100') return 'diskFull';
  if (code === '25006') return 'readOnly';
  if (code === 'XX001' || code === 'XX002') return 'corrupt';
  // 58: the server's disk; 53: its connections or memory; 28: it refuses our name; 3D000: no such database.
  if (SOCKET_CODES.has(code) || /^(?:08|53|58|28)/.test(code) || code === '3D000') return 'unreachable';
  // 57P: shutting down, crashed, starting; 55P03: another session keeps the head locked; 25P03: idle too long in a transaction.
  if (code.startsWith('57P') || code === '55P03' || code === '25P03') return 'unreachable';
  return undefined;
};

export const postgresFailure = (error: unknown): StoreFailure | undefined => {
  const detail = textOf(error, 'message') ?? String(error);
  const code = textOf(error, 'code');
  const reason = code === undefined ? undefined : reasonOf(code);
  if (reason !== undefined) return { reason, detail: detail === '' ? String(code) : `${detail} (${code})` };
  return LOST.test(detail) ? { reason: 'unreachable', detail } : undefined;
};

/** The error to throw in place of `error`. */
export const explained = (error: unknown): unknown => {
  if (error instanceof StoreUnavailable) return error;
  const found = postgresFailure(error);
  return found === undefined ? error : new StoreUnavailable(found, error);
};
