// Every import, export-from, dynamic import and worker address in a source text.

const STATEMENT = /(?:^|[\n;])\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|new\s+URL\(\s*['"](\.[^'"]+\.ts)['"]\s*,\s*import\.meta\.url/g;

/** Comments are taken out first, so that a forbidden import named in one does not count. */
export const readImports = (text: string): readonly string[] => {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`])\/\/.*$/gm, '$1');
  return [...code.matchAll(STATEMENT)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
};
