// The part of the form only a toxic release has: substance, amount, wind, distances and measures.
import { memo, type ReactNode } from 'react';
import { Button } from 'antd';
import { useQuery } from '../../../station-client/use-stream.ts';
import { refusalText } from '../../../seat/refusal-text.ts';
import { useSeat } from '../../../seat/seat-context.ts';
import { RefusedNote } from './refused-note.tsx';
import { ToxicSubstanceFields, type ToxicPartProps } from './toxic-substance.tsx';
import { ToxicZoneFields } from './toxic-zones.tsx';
import { WindFields } from './wind-fields.tsx';

export interface ToxicFormProps extends ToxicPartProps {
  readonly isByDistances: boolean;
  /** Given where what was drawn has a middle from which distances can be taken instead. */
  readonly onByDistances: (() => void) | null;
}

const Form = ({ toxic, onToxic, isByDistances, onByDistances }: ToxicFormProps): ReactNode => {
  const { client, t } = useSeat();
  const table = useQuery(client, 'readToxicTable', {});
  if (table.state === 'loading') return <p className="second" role="status">{t('common.loading')}</p>;
  const substances = table.state === 'answered' ? table.value.substances : [];
  return (
    <section className="toxic-form" aria-label={t('hazard.toxic')}>
      <h3 className="panel-heading">{t('hazard.toxic')}</h3>
      {table.state === 'refused' && <RefusedNote reason={t('hazard.toxic.noTableNow', { reason: refusalText(table.refusal, t) })} onRetry={table.again} />}
      <ToxicSubstanceFields toxic={toxic} onToxic={onToxic} substances={substances} />
      <WindFields toxic={toxic} onToxic={onToxic} />
      {onByDistances !== null && <Button onClick={onByDistances}>{t('hazard.toxic.useDistances')}</Button>}
      <ToxicZoneFields toxic={toxic} onToxic={onToxic} substance={substances.find(({ id }) => id === toxic.substanceId)} isByDistances={isByDistances} />
      {table.state === 'answered' && <p className="second">{table.value.note}</p>}
    </section>
  );
};

export const ToxicForm = memo(Form);
