// Closes a switch over a union: adding a member without handling it does not compile.
export const assertNever = (value: never): never => {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
};
