// What was noticed while the file was read: first what asks for a decision, then what only informs.
import type { ReactNode } from 'react';
import { ExclamationCircleOutlined } from '@ant-design/icons';
import type { ImportMapping, ImportNote } from '../../../../shared/contract/import-shapes.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { isAsking, noteText } from './words.ts';

export const Notes = ({ notes, mapping }: { readonly notes: readonly ImportNote[]; readonly mapping: ImportMapping }): ReactNode => {
  const { t, language } = useSeat();
  if (notes.length === 0) return null;
  const sorted = notes.toSorted((left, right) => Number(isAsking(right)) - Number(isAsking(left)));
  return (
    <ul className="import-notes">
      {sorted.map((note) => {
        const words = noteText(note, mapping, t, language);
        return (
          <li key={words} className={isAsking(note) ? 'note-asking' : 'second'}>
            {isAsking(note) && <ExclamationCircleOutlined aria-hidden />} {words}
          </li>
        );
      })}
    </ul>
  );
};
