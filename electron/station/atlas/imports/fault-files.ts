// Writes the rows that need correcting while they are compared, in both languages, into files of their own.
import { faultFile, type FaultLanguage } from '../import/fault-file.ts';
import type { ConvertedRow } from '../import/convert-row.ts';
import type { TemporaryFiles } from './temporary-files.ts';

export interface FaultFiles {
  readonly paths: { readonly [language in FaultLanguage]: string };
  readonly add: (rows: readonly ConvertedRow[]) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const LANGUAGES = ['zh', 'en'] as const satisfies readonly FaultLanguage[];

const openOne = async (files: TemporaryFiles, headers: readonly string[], language: FaultLanguage, hasShapes: boolean) => {
  const path = files.newPath(`.${language}.csv`);
  const handle = await files.create(path);
  const writer = faultFile(headers, language, hasShapes);
  await handle.write(writer.head());
  return { path, handle, line: writer.line };
};

export const createFaultFiles = async (files: TemporaryFiles, headers: readonly string[], hasShapes: boolean): Promise<FaultFiles> => {
  const [zh, en] = [await openOne(files, headers, LANGUAGES[0], hasShapes), await openOne(files, headers, LANGUAGES[1], hasShapes)];
  const both = [zh, en];
  return {
    paths: { zh: zh.path, en: en.path },
    add: async (rows) => {
      for (const { handle, line } of both) {
        const text = rows.map(line).join('');
        if (text !== '') await handle.write(text);
      }
    },
    close: async () => {
      for (const { handle } of both) await handle.close();
    },
    remove: async () => {
      for (const { path } of both) await files.remove(path);
    },
  };
};
