// Runs the store's contract over the embedded engine, in temporary folders.
import { storeContract } from './store-contract.ts';
import { newSqlitePlace } from './sqlite-place.ts';

storeContract('SQLite', newSqlitePlace);
