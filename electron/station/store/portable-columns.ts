// Column types that mean the same to SQLite and to PostgreSQL, for `addColumn` in a feature's migrations.
import { sql } from 'kysely';

/** Text of any length. */
export const textColumn = 'text';

/** Whole numbers to 2^53; a truth value is 0 or 1. (PostgreSQL's `integer` is too small for milliseconds.) */
export const wholeColumn = 'bigint';

/** 64-bit floating point. (PostgreSQL's `real` keeps only 7 digits: a metre of longitude.) */
export const realColumn = 'double precision';

/** Bytes; read back as a Uint8Array. (SQLite keeps blobs unchanged in a column of this unknown name.) */
export const bytesColumn = sql`bytea`;
