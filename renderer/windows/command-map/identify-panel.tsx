// Everything known of one thing: every attribute with its unit, what it is related to, and one click to copy a phone or place.
import type { ReactNode } from 'react';
import { Button, Tag } from 'antd';
import type { OutputOf } from '../../../shared/contract/catalogue.ts';
import type { Thing } from '../../../shared/domain/atlas/thing.ts';
import { thingKind } from '../../../shared/domain/atlas/thing-kinds.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { ageText } from '../../../shared/i18n/times.ts';
import type { LonLat } from '../../../shared/kernel/units.ts';
import { useQuery } from '../../station-client/use-stream.ts';
import { refusalText } from '../../seat/refusal-text.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { CopyButton } from './copy-button.tsx';
import { valueText } from '../../ui-kit/value-text.ts';

export interface IdentifyPanelProps {
  readonly kind: string;
  readonly id: string;
  readonly onThing: (kind: string, id: string, position: LonLat | null) => void;
}

const COORDINATE_DIGITS = 6;

const pointOf = (thing: Thing): LonLat | null => (thing.geometry?.type === 'Point' ? thing.geometry.coordinates : null);

const Attributes = ({ thing }: { readonly thing: Thing }): ReactNode => {
  const { t, language } = useSeat();
  const kind = thingKind(thing.kind);
  const fields = kind?.fields.filter((field) => field.type !== 'reference') ?? [];
  const known = fields.filter((field) => thing.attributes[field.key] !== undefined);
  const unknown = fields.filter((field) => thing.attributes[field.key] === undefined);
  return (
    <>
      <dl className="attributes">
        {known.map((field) => {
          const text = valueText(field, thing.attributes[field.key] ?? '', language, t);
          return (
            <div key={field.key}>
              <dt>{inLanguage(field.term, language)}</dt>
              <dd>
                {text}
                {field.type === 'phone' && <CopyButton text={text} label={text} />}
              </dd>
            </div>
          );
        })}
      </dl>
      {unknown.length > 0 && <p className="second">{t('identify.unknown', { fields: unknown.map((field) => inLanguage(field.term, language)).join('、') })}</p>}
    </>
  );
};

const Found = ({ answer, onThing }: { readonly answer: OutputOf<'readThing'>; readonly onThing: IdentifyPanelProps['onThing'] }): ReactNode => {
  const { t, language } = useSeat();
  const { thing, areaNames, related } = answer;
  const kind = thingKind(thing.kind);
  const point = pointOf(thing);
  const place = point === null ? '' : `${point[0].toFixed(COORDINATE_DIGITS)}, ${point[1].toFixed(COORDINATE_DIGITS)}`;
  return (
    <>
      <h2 className="identify-name">{thing.name}</h2>
      <p className="second">
        <Tag>{kind === undefined ? thing.kind : inLanguage(kind.term, language)}</Tag>
        {areaNames.join(' ')}
      </p>
      {point === null ? thing.geometry === null && <p role="note">{t('identify.unlocated')}</p> : (
        <p>
          {place} <span className="second">CGCS2000</span>
          <CopyButton text={place} label={t('search.coordinate')} />
        </p>
      )}
      <Attributes thing={thing} />
      {related.length > 0 && (
        <section aria-label={t('identify.related')}>
          <h3 className="panel-heading">{t('identify.related')}</h3>
          <ul className="related-list">
            {related.map((item) => (
              <li key={`${item.relation}/${item.kind}/${item.id}`}>
                <Button type="link" size="small" onClick={() => onThing(item.kind, item.id, item.position)}>
                  {item.name}
                </Button>
                <span className="second">{item.relation}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="second">{t('identify.source', { source: thing.source === '' ? t('common.unknown') : thing.source, asOf: thing.asOf === '' ? t('common.unknown') : thing.asOf.slice(0, 10), version: thing.version })}</p>
      <p className="second">{thing.id}</p>
    </>
  );
};

export const IdentifyPanel = ({ kind, id, onThing }: IdentifyPanelProps): ReactNode => {
  const { client, t } = useSeat();
  const answer = useQuery(client, 'readThing', { kind, id });
  if (answer.state === 'loading') return <p className="second" role="status">{t('common.loading')}</p>;
  if (answer.state === 'refused') return <p role="alert">{refusalText(answer.refusal, t)}</p>;
  return (
    <>
      {answer.freshness.from === 'replica' && <p className="stale-note">{t('identify.remembered', { age: ageText(Date.now() - answer.freshness.heardAt, t) })}</p>}
      <Found answer={answer.value} onThing={onThing} />
    </>
  );
};
