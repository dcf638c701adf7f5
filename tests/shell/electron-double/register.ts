// Lets `electron` be the double in the process it is loaded into; nothing of the shell is changed for it.
import { registerHooks } from 'node:module';

const DOUBLE = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) => (specifier === 'electron' ? { url: DOUBLE, shortCircuit: true } : nextResolve(specifier, context)),
});
