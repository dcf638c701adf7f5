// Holds a tree of sources against the rules of the rooms and says what breaks them.
import { posix } from 'node:path';
import { readImports } from './read-imports.ts';
import { APART, ROOMS, type Room } from './rooms.ts';

export const LINE_LIMIT = 500;

/** Path from the project root → text. */
export type Sources = ReadonlyMap<string, string>;

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isDeclaration = (path: string): boolean => path.endsWith('.d.ts');

/** Tables of facts may be long; logic may not. */
const isTable = (path: string): boolean => /^(shared\/i18n\/texts|shared\/domain\/atlas\/kinds)\//.test(path);

const roomOf = (path: string): Room | undefined => ROOMS.find((room) => room.path.test(path));

const matches = (pattern: string, name: string): boolean => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name);

const mayUsePackage = (room: Room, name: string): boolean =>
  room.packages.some((pattern) => (pattern === 'node:' ? name.startsWith('node:') : matches(pattern, name)));

const apartKey = (path: string): string | null => APART.map((pattern) => pattern.exec(path)?.[0] ?? null).find((key) => key !== null) ?? null;

const resolve = (from: string, target: string): string => posix.normalize(posix.join(posix.dirname(from), target.replace(/[?#].*$/, '')));

const checkImport = (path: string, room: Room, target: string, sources: Sources): string | null => {
  if (!target.startsWith('.')) return mayUsePackage(room, target) ? null : `${path}: the room ${room.name} may not use the package ${target}`;
  const file = resolve(path, target);
  if (file.endsWith('.json') || file.endsWith('.css') || file.endsWith('.svg')) return null;
  const owner = roomOf(file);
  if (owner === undefined) return `${path}: imports ${file}, which no room owns`;
  if (!sources.has(file)) return `${path}: imports ${file}, which does not exist`;
  if (owner.name === room.name) {
    const [here, there] = [apartKey(path), apartKey(file)];
    return here === there || here === null || there === null ? null : `${path}: may not import its sibling ${file}`;
  }
  return room.rooms.some((pattern) => matches(pattern, owner.name)) ? null : `${path}: the room ${room.name} may not import ${owner.name} (${file})`;
};

const findCircles = (edges: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      circles.push(`circle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return circles;
};

/** Every breach in one line each; an empty list is a sound house. */
export const checkHouse = (sources: Sources): readonly string[] => {
  const breaches: string[] = [];
  const edges = new Map<string, readonly string[]>();
  for (const [path, text] of sources) {
    if (isTest(path) || isDeclaration(path)) continue;
    const room = roomOf(path);
    if (room === undefined) {
      breaches.push(`${path}: no room owns this file`);
      continue;
    }
    const imports = readImports(text);
    edges.set(path, imports.filter((target) => target.startsWith('.')).map((target) => resolve(path, target)).filter((file) => sources.has(file)));
    for (const target of imports) {
      const breach = checkImport(path, room, target, sources);
      if (breach !== null) breaches.push(breach);
    }
    const lines = text.split('\n').length;
    if (lines > LINE_LIMIT && !isTable(path)) breaches.push(`${path}: ${lines} lines, the wall is ${LINE_LIMIT}`);
    if (!/^\/\/ \S/.test(text)) breaches.push(`${path}: does not begin with one sentence on what it is for`);
    if (/(^|\/)(utils?|helpers?|manager|common|misc)(\.|\/|-)/i.test(path)) breaches.push(`${path}: a name that says nothing`);
  }
  return [...breaches, ...findCircles(edges)];
};
