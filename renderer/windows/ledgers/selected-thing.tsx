// The thing that is selected, here or on the map, read whole and ready to be changed.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { ageText } from '../../../shared/i18n/times.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { ThingEditor } from './thing-editor.tsx';

export interface SelectedThingProps {
  readonly kind: string;
  readonly id: string;
  readonly mayChange: boolean;
  readonly revision: number;
  /** Null where the row is on the page already. */
  readonly onFind: ((kind: string, name: string) => void) | null;
  readonly onRemoved: () => void;
}

export const SelectedThing = ({ kind, id, mayChange, revision, onFind, onRemoved }: SelectedThingProps): ReactNode => {
  const { client, t, language } = useSeat();
  const answer = useQuery(client, 'readThing', { kind, id });
  const found = thingKind(kind);
  if (answer.state === 'loading') return <p className="second" role="status">{t('common.loading')}</p>;
  if (answer.state === 'refused') return <p role="alert">{refusalText(answer.refusal, t)}</p>;
  if (found === undefined) return null;
  const { thing, areaNames } = answer.value;
  const isRemembered = answer.freshness.from === 'replica';
  return (
    <>
      {answer.freshness.from === 'replica' && <p className="stale-note">{t('identify.remembered', { age: ageText(Date.now() - answer.freshness.heardAt, t) })}</p>}
      <p className="second">
        {inLanguage(found.term, language)} {areaNames.join(' ')}
        {onFind !== null && (
          <Button size="small" type="link" onClick={() => onFind(kind, thing.name)}>
            {t('ledgers.findRow')}
          </Button>
        )}
      </p>
      <ThingEditor key={id} kind={found} first={thing} isNew={false} mayChange={mayChange && !isRemembered} revision={revision} onSaved={() => undefined} onRemoved={onRemoved} />
    </>
  );
};
