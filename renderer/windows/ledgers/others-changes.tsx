// What somebody else has saved of the thing while it was being changed here, and the two ways on.
import type { ReactNode } from 'react';
import { Button } from 'antd';
import type { ThingKind } from '../../../shared/domain/atlas/field.ts';
import type { Thing, ThingContent } from '../../../shared/domain/atlas/thing.ts';
import { inLanguage } from '../../../shared/i18n/language.ts';
import { useSeat } from '../../seat/seat-context.ts';
import { valueText } from '../../ui-kit/value-text.ts';
import { changedKeys, conflictingKeys, contentOf } from './thing-draft.ts';

export interface OthersChangesProps {
  readonly kind: ThingKind;
  readonly base: Thing;
  readonly draft: ThingContent;
  readonly newest: Thing;
  readonly onRebase: () => void;
  readonly onDiscard: () => void;
}

const useShown = (kind: ThingKind) => {
  const { t, language } = useSeat();
  const label = (key: string): string => {
    const field = kind.fields.find((one) => one.key === key);
    if (field !== undefined) return inLanguage(field.term, language);
    if (key === 'areaCode') return t('layers.area');
    if (key === 'geometry') return t('ledgers.place');
    return key === 'name' || key === 'source' || key === 'asOf' ? t(`ledgers.${key}`) : key;
  };
  const value = (content: ThingContent, key: string): string => {
    const field = kind.fields.find((one) => one.key === key);
    const said = content.attributes[key];
    if (field !== undefined) return said === undefined ? t('common.unknown') : valueText(field, said, language, t);
    if (key === 'geometry') return content.geometry === null ? t('ledgers.notLocated') : content.geometry.type === 'Point' ? content.geometry.coordinates.join(', ') : content.geometry.type;
    const own = key === 'name' || key === 'source' || key === 'asOf' || key === 'areaCode' ? content[key] : '';
    return own === '' ? t('common.unknown') : own;
  };
  return { label, value };
};

export const OthersChanges = ({ kind, base, draft, newest, onRebase, onDiscard }: OthersChangesProps): ReactNode => {
  const { t } = useSeat();
  const { label, value } = useShown(kind);
  const [before, after] = [contentOf(base), contentOf(newest)];
  const conflicts = conflictingKeys(before, draft, after);
  return (
    <section className="others-changes" role="alert">
      <p>
        <strong>{t('ledgers.othersTitle', { version: newest.version })}</strong>
      </p>
      <ul>
        {changedKeys(before, after).map((key) => (
          <li key={key}>
            {t('ledgers.othersChange', { field: label(key), before: value(before, key), after: value(after, key) })}
            {conflicts.includes(key) && <strong> {t('ledgers.othersConflict', { mine: value(draft, key) })}</strong>}
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <Button onClick={onRebase}>{t('ledgers.rebase')}</Button>
        <Button onClick={onDiscard}>{t('ledgers.takeTheirs')}</Button>
      </div>
    </section>
  );
};
